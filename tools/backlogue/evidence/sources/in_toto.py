"""An in-toto statement (bare, in a DSSE envelope or a Sigstore bundle) in, its predicate type out, if a file matches.

Signatures are not verified: that needs the signer's key and policy, and cosign or slsa-verifier for it. What is
shown here is that the statement speaks of exactly the file that lies in the project.
"""

import json
from base64 import b64decode
from hashlib import file_digest
from pathlib import Path
from typing import Any

from backlogue.base.observation import Observation
from backlogue.evidence.answer import read_json
from backlogue.evidence.committed import read_at
from backlogue.evidence.content import Content, Options, allowed, project_source
from backlogue.evidence.fault import Fault
from backlogue.evidence.options import text_of
from backlogue.evidence.source import Ask

_ALGORITHMS = ("sha512", "sha384", "sha256")


def look(content: Content, options: Options, ask: Ask) -> Observation:
    """The predicate's type, when the file `subject` has a digest that the statement names.

    `predicate` narrows to statements of a type (its address, or the start of it). The subject's name may be a path
    in the project, or the last part of one. A file of another digest is `stale`.
    """
    statements = [one for one in _statements(content) if _is(one, text_of(options, "predicate"))]
    if not statements:
        raise Fault("metric-missing", f"{content.path} has no statement of the predicate type that is asked for")
    wanted = text_of(options, "subject") or _only_subject(statements)
    place = allowed(ask.root, wanted)
    if not place.is_file():
        kept = place.with_name(f"{place.name}.dvc").is_file()
        raise Fault("data-missing" if kept else "file-missing", f"the subject {wanted} is not here")
    named = [(one, digest) for one in statements for digest in _digests(one, wanted)]
    if not named:
        raise Fault("metric-missing", f"the statement does not speak of {wanted}")
    for one, digest in named:
        if _matches(place, digest):
            return Observation(str(one["predicateType"]), "text", at=_built(one), checks=(("failures", 0.0),))
    raise Fault("stale", f"{wanted} is not the file that the statement speaks of: its digest differs")


def _statements(content: Content) -> list[dict[str, Any]]:
    """The statements of a file: one JSON document, or one a line."""
    try:
        entries = [json.loads(content.text)]
    except (ValueError, RecursionError):
        entries = [read_json(line, content.path) for line in content.text.splitlines() if line.strip()]
    return [_unwrap(entry, content.path) for entry in entries]


def _unwrap(entry: Any, path: str) -> dict[str, Any]:
    if isinstance(entry, dict) and isinstance(entry.get("dsseEnvelope"), dict):
        entry = entry["dsseEnvelope"]
    if isinstance(entry, dict) and isinstance(entry.get("payload"), str):
        try:
            entry = read_json(b64decode(entry["payload"], validate=True), path)
        except ValueError:
            raise Fault("unparseable", f"the envelope in {path} has a payload that is not base64") from None
    kind = entry.get("_type") if isinstance(entry, dict) else None
    if not isinstance(kind, str) or not kind.startswith("https://in-toto.io/Statement/"):
        raise Fault("unparseable", f"{path} is not an in-toto statement")
    return dict(entry)


def _is(statement: dict[str, Any], predicate: str) -> bool:
    kind = statement.get("predicateType")
    return isinstance(kind, str) and kind.startswith(predicate)


def _subjects(statement: dict[str, Any]) -> list[dict[str, Any]]:
    found = statement.get("subject")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _only_subject(statements: list[dict[str, Any]]) -> str:
    names = sorted({str(one.get("name")) for statement in statements for one in _subjects(statement)})
    if len(names) != 1:
        raise Fault("bad-reference", f"subject must say which of {len(names)} subjects")
    return names[0]


def _digests(statement: dict[str, Any], wanted: str) -> list[dict[str, Any]]:
    """The digests under which a statement knows a path: its full name first, else the name of the file."""
    for name in (wanted, Path(wanted).name):
        found = [one.get("digest") for one in _subjects(statement) if one.get("name") == name]
        if found:
            return [digest for digest in found if isinstance(digest, dict)]
    return []


def _matches(place: Path, digest: dict[str, Any]) -> bool:
    """Whether a file has the strongest digest that is given; one we do not know proves nothing."""
    for algorithm in _ALGORITHMS:
        if isinstance(digest.get(algorithm), str):
            with place.open("rb") as file:
                return file_digest(file, algorithm).hexdigest() == str(digest[algorithm]).lower()
    return False


def _built(statement: dict[str, Any]) -> str:
    """When the build ended, as SLSA provenance 1.0 and 0.2 say it."""
    value: Any = statement.get("predicate")
    for path in (("runDetails", "metadata", "finishedOn"), ("metadata", "buildFinishedOn")):
        found = value
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        if found:
            return read_at(found)
    return ""


SOURCE = project_source("in_toto", {"subject", "predicate"}, look)
