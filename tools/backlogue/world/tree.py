"""What a plan is read from: a listing of its files with what identifies their content, and their bytes."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, Protocol

from backlogue.base import Finding, Span

if TYPE_CHECKING:
    from backlogue.world.repository import Repository

CONFIG = "backlogue.yaml"
FOLDERS = ("backlog", "sprints")
# A project's own templates of reports; no part of the plan, so that they change no verdict that is kept.
TEMPLATES = "site/templates"


class Source(NamedTuple):
    """A plan file: its path with forward slashes, and a mark that changes when its content does."""

    path: str
    mark: tuple[int, ...] | str


class Listing(NamedTuple):
    """The plan files of a tree in path order, the findings against paths that cannot be read, and locks of evidence."""

    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    locks: tuple[Source, ...] = ()


class Tree(Protocol):
    """A folder on disk or a revision in git."""

    def listing(self) -> Listing:
        """`backlogue.yaml` and every Markdown file under backlog/ and sprints/ but README.md; locks apart."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; OSError when it cannot be read."""

    def exists(self, path: str) -> bool:
        """Whether a path inside the project names a file, a plan file or another."""

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """A digest of the content of any files and folders inside the project; empty for one that is not there."""

    def past(self) -> "tuple[Repository, str] | None":
        """The repository and the commit that this is, or was written on top of; None where there is none."""


def unreadable(path: str, error: OSError) -> Finding:
    """What is said of a file that cannot be read."""
    hint = "mend its permissions" if isinstance(error, PermissionError) else "see that the file is whole"
    return Finding(Span(path), f"cannot be read: {error.strerror}", hint, code="SRC108")


def is_plan_file(name: str) -> bool:
    """Whether a file in a plan folder is read as an item or sprint: Markdown, neither hidden nor a README."""
    return name.endswith(".md") and not name.startswith(".") and name.lower() != "readme.md"


def is_lock(name: str) -> bool:
    """Whether a file in a plan folder keeps what sources of evidence said."""
    return name.endswith(".evidence.json") and not name.startswith(".")


def place_in_project(path: str, prefix: str, locks: bool = False) -> str | None:
    """The path in a project of a plan file (or lock), by its path in the repository; None for any other file.

    `prefix` is the project's own place in the repository, with a slash at its end, or empty.
    """
    if not path.startswith(prefix):
        return None
    inner = path[len(prefix) :]
    if inner == CONFIG:
        return inner
    top, _, rest = inner.partition("/")
    name = inner.rpartition("/")[2]
    return inner if rest and top in FOLDERS and (is_plan_file(name) or (locks and is_lock(name))) else None


def file_digest(data: bytes) -> str:
    """A digest of a file's content that is the same whatever line ends git checked a text out with."""
    plain = data if b"\0" in data[:8000] else data.replace(b"\r\n", b"\n")
    return sha256(plain).hexdigest()[:32]


def folder_digest(files: Mapping[str, str]) -> str:
    """A digest of the files below a folder, by their paths in it."""
    lines = "".join(f"{path}\0{digest}\n" for path, digest in sorted(files.items()))
    return sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()[:32] if files else ""
