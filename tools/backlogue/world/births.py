"""A project in git and an id that several files define in; when each came, and what a commit knew of, out."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backlogue.world.git import ask_git, run_git
from backlogue.world.repository import Repository
from backlogue.world.tree import FOLDERS


class Birth(NamedTuple):
    """The commit that first had a file with the id, and its place on a line of commits (0 is the oldest)."""

    commit: str
    place: int


def births(repository: Repository, item_id: str, tip: str, first_parent: bool) -> dict[str, Birth]:
    """For each file of `tip` that defines an id: when it came, through every renaming.

    `first_parent`: only the main line, with each merge as one change, so when the team could see it;
    otherwise in the commit that wrote it.
    """
    line = ("--first-parent", "--diff-merges=first-parent") if first_parent else ("--topo-order", "--no-merges")
    found: dict[str, Birth] = {}
    for place, (commit, changes) in enumerate(_steps(repository, item_id, tip, line)):
        gone = [path for status, path in changes if status == "D" and path in found]
        for status, path in changes:
            if status == "D":
                continue
            if path in found:
                # A line with the id came or went in a file that had one: it was given another id.
                found.pop(path)
            else:
                found[path] = found.pop(_likest(path, gone)) if gone else Birth(commit, place)
        for path in gone:
            found.pop(path, None)
    return found


def contains(repository: Repository, commit: str, earlier: str) -> bool:
    """Whether a commit has another one in its past, or is it."""
    return run_git(repository.root, "merge-base", "--is-ancestor", earlier, commit) is not None


def line_commits(repository: Repository, path: str, lines: Sequence[int]) -> dict[int, str | None]:
    """The commit that wrote each of some lines (from 1) of a file on disk; None for what is not committed."""
    ranges = [word for line in lines for word in ("-L", f"{line},{line}")]
    printed = run_git(repository.root, "blame", "--porcelain", *ranges, "--", path)
    if printed is None:
        return dict.fromkeys(lines)
    found: dict[int, str | None] = {}
    for match in re.finditer(rb"^([0-9a-f]{40,64}) \d+ (\d+)", printed, re.MULTILINE):
        commit = match[1].decode()
        found[int(match[2])] = commit if commit.strip("0") else None
    return found


def _likest(path: str, gone: list[str]) -> str:
    """The file of these that most likely was moved to `path`: one of the same name, else the first. Taken out."""
    name = path.rpartition("/")[2]
    chosen = next((one for one in gone if one.rpartition("/")[2] == name), gone[0])
    gone.remove(chosen)
    return chosen


def _steps(
    repository: Repository, item_id: str, tip: str, line: Sequence[str]
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each commit that wrote or took away a line with the id, oldest first: status and path of those files."""
    pattern = rf"""^["']?id["']?[ ]*:[ ]*["']?{item_id}["']?[[:space:]]*(#.*)?$"""
    names = [repository.prefix + folder for folder in FOLDERS]
    form = ("--reverse", "--raw", "--no-abbrev", "-z", "--no-renames", "--format=%x01%H")
    printed = ask_git(repository.top, "log", *form, *line, f"-G{pattern}", "--end-of-options", tip, "--", *names)
    for block in printed.decode("utf-8", "surrogateescape").split("\x01")[1:]:
        fields = [field.strip("\n") for field in block.split("\0")]
        pairs = zip(fields[1::2], fields[2::2], strict=False)
        changes = [(about.rpartition(" ")[2], path.removeprefix(repository.prefix)) for about, path in pairs if about]
        yield fields[0], changes
