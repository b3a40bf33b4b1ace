"""Croissant metadata (JSON-LD) of a data set in, its version or the digest of one of its files out."""

from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from backlogue.base.observation import DataSet, Observation
from backlogue.evidence.answer import read_json
from backlogue.evidence.committed import read_at
from backlogue.evidence.content import Content, Options, allowed, project_source
from backlogue.evidence.fault import Fault
from backlogue.evidence.options import text_of
from backlogue.evidence.source import Ask

_SPECIFICATION = "mlcommons.org/croissant"


def look(content: Content, options: Options, ask: Ask) -> Observation:
    """The data set's version, or the SHA-256 of the `file` (its name or @id) that is named.

    A file that lies beside the metadata is compared with its digest; one that differs is `stale`. Without `file`
    the data set's digest is the SHA-256 over all `name sha256` lines, sorted.
    """
    tree = read_json(content.text, content.path)
    if not isinstance(tree, dict) or _SPECIFICATION not in str(tree.get("conformsTo", "")):
        raise Fault("unparseable", f"{content.path} does not conform to Croissant")
    files = [
        one
        for one in _list(tree.get("distribution"))
        if isinstance(one, dict) and "FileObject" in str(one.get("@type"))
    ]
    wanted = text_of(options, "file")
    chosen = [one for one in files if not wanted or wanted in (one.get("name"), one.get("@id"))]
    if wanted and not chosen:
        raise Fault("metric-missing", f"the data set has no file {wanted}")
    digests = sorted((str(one.get("name") or one.get("@id")), _sha(one)) for one in chosen)
    bare = [name for name, digest in digests if not digest]
    if bare or not digests:
        raise Fault("metric-missing", f"{', '.join(bare) or 'the data set'} has no sha256, so its version is not fixed")
    compared = _compare(content, chosen, ask)
    name = str(tree.get("name") or "")
    if wanted:
        told = Observation(digests[0][1], "text", dataset=DataSet(name, digests[0][1]))
    else:
        over = sha256("".join(f"{name} {digest}\n" for name, digest in digests).encode()).hexdigest()
        told = Observation(str(tree.get("version") or over), "text", dataset=DataSet(name, over))
    counts = (("files", float(len(digests))), ("compared", float(compared)))
    return told._replace(at=read_at(tree.get("dateModified") or tree.get("datePublished")), checks=counts)


def _compare(content: Content, chosen: list[dict[str, Any]], ask: Ask) -> int:
    """How many of the files lie beside the metadata; a Fault when one of them is another than the metadata says."""
    compared = 0
    for one in chosen:
        url = one.get("contentUrl")
        if not isinstance(url, str) or "://" in url:
            continue
        shown = (Path(content.path).parent / url).as_posix()
        place = allowed(ask.root, shown)
        if not place.is_file():
            continue
        with place.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != _sha(one):
                raise Fault("stale", f"{shown} is not the file that the metadata describes: its SHA-256 differs")
        compared += 1
    return compared


def _sha(one: dict[str, Any]) -> str:
    found = one.get("sha256")
    return found.lower() if isinstance(found, str) and len(found) == 64 else ""


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []


SOURCE = project_source("croissant", {"file"}, look)
