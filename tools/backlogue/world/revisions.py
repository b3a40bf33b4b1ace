"""A repository and a commit in; the revisions up to it, newest first, and what each did to the plan, out."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import IO, NamedTuple

from backlogue.world.git import seconds, stream_git
from backlogue.world.repository import Repository
from backlogue.world.tree import FOLDERS, place_in_project


class FileChange(NamedTuple):
    """What a revision did to a plan file: its path in the project, and its blob afterwards (None: it is gone)."""

    path: str
    blob: str | None


class Revision(NamedTuple):
    """A commit of the main line. Times are seconds since 1970: committed (when the team could see it), and authored."""

    commit: str
    parent: str
    at: int
    author: str
    authored: int
    changes: tuple[FileChange, ...]


def main_line(repository: Repository, tip: str, after: str | None = None) -> Iterator[Revision]:
    """The first-parent line up to `tip`, newest first, each merge as one change; only what came after a commit."""
    wanted = [tip] if after is None else [tip, f"^{after}"]
    return _log(repository, "--first-parent", "--diff-merges=first-parent", "--end-of-options", *wanted)


def every_commit(repository: Repository, tip: str) -> Iterator[Revision]:
    """All commits that `tip` contains, newest first, children before parents; merges change nothing."""
    return _log(repository, "--topo-order", "--no-merges", "--end-of-options", tip)


def locks_written(repository: Repository, tip: str) -> Iterator[Revision]:
    """The first-parent line up to `tip`, newest first, as far as it touched locks of evidence, and how."""
    folder = re.sub(r"([\\*?\[\]])", r"\\\1", repository.prefix)
    place = f":(top,glob){folder}{FOLDERS[0]}/**/*.evidence.json"
    return _log(repository, "--first-parent", "--diff-merges=first-parent", "--end-of-options", tip, place=place)


def _log(repository: Repository, *wanted: str, place: str | None = None) -> Iterator[Revision]:
    form = ("--raw", "--no-renames", "--no-abbrev", "-z", "--format=%x01%H%x02%P%x02%ct%x02%aN%x02%at")
    below = () if place is None else (place,)
    # Newest first, because git can tell the oldest only when it has walked through all.
    with stream_git(repository.root, "log", *form, *wanted, "--", *below) as output:
        yield from _revisions(_fields(output), lambda path: place_in_project(path, repository.prefix, bool(below)))


def _fields(output: IO[bytes]) -> Iterator[str]:
    """The fields of a stream, each ended by a NUL byte, read in large pieces."""
    rest = b""
    while chunk := output.read(1 << 16):
        data = rest + chunk
        end = data.rfind(b"\0") + 1
        rest = data[end:]
        if end:
            yield from data[: end - 1].decode("utf-8", "surrogateescape").split("\0")
    if rest:
        yield rest.decode("utf-8", "surrogateescape")


def _revisions(fields: Iterator[str], in_project: Callable[[str], str | None]) -> Iterator[Revision]:
    inner = cache(in_project)
    head: str | None = None
    changes: list[FileChange] = []
    for field in fields:
        # A commit's head is followed by its raw lines: `:100644 100644 OLD NEW M`, then the path.
        if field.startswith("\x01"):
            if head is not None:
                yield _revision(head, changes)
            head, changes = field, []
        else:
            path = inner(next(fields))
            if path is not None:
                _, mode, _, blob, _ = field.split(" ")
                changes.append(FileChange(path, blob if mode.startswith("100") else None))
    if head is not None:
        yield _revision(head, changes)


def _revision(head: str, changes: list[FileChange]) -> Revision:
    commit, parents, at, rest = head[1:].split("\x02", 3)
    author, _, authored = rest.rpartition("\x02")
    # Names in another encoding than the commit says are no text; a commit without a time is as old as can be.
    name = author if author.isascii() else author.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Revision(commit, parents.split(" ")[0], seconds(at) or 0, name, seconds(authored) or 0, tuple(changes))
