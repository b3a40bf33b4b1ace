"""What a plan is read from: a listing of its files with what identifies their content, and their bytes."""

from typing import NamedTuple, Protocol

from backlogue.base import Finding

CONFIG = "backlogue.yaml"
FOLDERS = ("backlog", "sprints")


class Source(NamedTuple):
    """A plan file: its path with forward slashes, and a mark that changes when its content does."""

    path: str
    mark: tuple[int, ...] | str


class Listing(NamedTuple):
    """The plan files of a tree in path order, and the findings against paths that cannot be read."""

    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]


class Tree(Protocol):
    """A folder on disk or a revision in git."""

    def listing(self) -> Listing:
        """`backlogue.yaml` and every Markdown file under backlog/ and sprints/ but README.md."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; OSError when it cannot be read."""

    def exists(self, path: str) -> bool:
        """Whether a path inside the project names a file, a plan file or another."""


def is_plan_file(name: str) -> bool:
    """Whether a file in a plan folder is read as an item or sprint: Markdown, neither hidden nor a README."""
    return name.endswith(".md") and not name.startswith(".") and name.lower() != "readme.md"
