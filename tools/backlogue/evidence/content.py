"""A path of the project and how to look at a file in; a source that observes such files out.

Only files of the project are read, and none that keeps secrets there: git's own (a CI checkout leaves a token in
`.git/config`), DVC's local settings, `.env`. What a lock quotes is read by everybody.
"""

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from backlogue.base.observation import Observation
from backlogue.evidence.fault import Fault
from backlogue.evidence.inside import inside, read_inside
from backlogue.evidence.source import Ask, Reference, Source

MOST_BYTES = 32 << 20
_SECRET_FOLDERS = frozenset({".git"})
_SECRET_FILES = frozenset({".env", ".netrc", ".dvc/config.local"})


class Content(NamedTuple):
    """A file of the project: its path with forward slashes, its bytes, and their SHA-256."""

    path: str
    data: bytes
    digest: str

    @property
    def text(self) -> str:
        """The file as text; a byte order mark is passed over."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Fault("unparseable", f"{self.path} is not text in UTF-8") from None


Options: TypeAlias = Mapping[str, Any]
Look: TypeAlias = Callable[[Content, Options], Observation]
LookAround: TypeAlias = Callable[[Content, Options, Ask], Observation]


def file_source(key: str, options: Iterable[str], look: Look) -> Source:
    """A source whose locator is a path, and which needs nothing but that file. See `project_source`."""
    return project_source(key, options, lambda content, options, _ask: look(content, options))


def project_source(key: str, options: Iterable[str], look: LookAround) -> Source:
    """A source whose locator is a path. `look` takes a file that is there, or raises a Fault.

    Where `look` knows no time, it is that of the last commit of the file, if it is committed as it is.
    """

    def observe(reference: Reference, ask: Ask) -> Observation:
        told = Observation(where=reference.locator)
        try:
            content = read_content(ask.root, reference.locator)
            told = told._replace(where=content.path, digest=content.digest)
            said = look(content, reference.options, ask)
        except Fault as fault:
            return told._replace(reason=fault.reason, detail=fault.detail)
        at = said.at or ask.last_change(content.path).at
        return said._replace(where=told.where, digest=told.digest, at=at)

    return Source(key, frozenset(options), observe)


def read_content(root: Path, path: str) -> Content:
    """A file of the project. Absent, it is a Fault: `data-missing` when DVC keeps it, `file-missing` otherwise."""
    place = allowed(root, path)
    name = place.relative_to(root.resolve()).as_posix()
    data = read_inside(root, path, MOST_BYTES)
    if data is None:
        if place.is_dir():
            raise Fault("bad-reference", f"{path} is a folder")
        if place.with_name(f"{place.name}.dvc").is_file():
            raise Fault("data-missing", f"{path} is kept by DVC and is not here: dvc pull")
        raise Fault("file-missing", f"there is no file {path}")
    return Content(name, data, sha256(data).hexdigest())


def allowed(root: Path, path: str) -> Path:
    """Where a path of the project really is, which need not exist; a Fault for what evidence may not read."""
    if not path or path.startswith(("/", "~")) or "\\" in path:
        raise Fault("bad-reference", f"{path!r} must be a path from the project's folder, with forward slashes")
    place = inside(root, path)
    below = place.relative_to(root.resolve())
    if not _SECRET_FOLDERS.isdisjoint(below.parts) or any(below.match(name) for name in _SECRET_FILES):
        raise Fault("not-allowed", f"{path} may hold secrets and is not evidence")
    return place
