"""A project's folder and paths in; the last commit that changed each file, from one walk through history, out.

Asked one by one, each file costs two processes of git. Here git lists the commits once and compares them with their
parents until every file is told. The answers are those of `git log -1 -- PATH`: where a merge has a file as a parent
had it, that parent is followed, the first of several.
"""

from collections.abc import Iterable, Iterator, Mapping
from os.path import isfile, join
from pathlib import Path
from typing import NamedTuple

from backlogue.evidence.committed import Change, iso
from backlogue.world.git import GitFault, ask_git

# Commits whose changes are asked for at once: enough that processes do not count, and few to ask in vain.
_AT_ONCE = 1_000


class _Commit(NamedTuple):
    id: str
    seconds: int
    tree: str
    parents: tuple[str, ...]


def last_changes(root: Path, paths: Iterable[str]) -> Mapping[str, Change]:
    """The last change of each path that is a file; none of one that is not as HEAD has it. Empty where git fails."""
    found = dict.fromkeys((path for path in paths if isfile(join(root, path))), Change())
    try:
        kept = _names(ask_git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD"))
    except GitFault:
        return found  # outside git, and before the first commit, nothing is committed
    try:
        compared = ("--name-only", "-z", "--no-renames", "--relative", "--no-ext-diff", "--no-textconv")
        kept -= _names(ask_git(root, "diff", *compared, "HEAD", "--"))
        return {**found, **_walk(root, kept & found.keys())}
    except GitFault:
        return {}


def _walk(root: Path, wanted: set[str]) -> dict[str, Change]:
    commits = _commits(root) if wanted else []
    trees = {one.id: one.tree for one in commits}
    waiting: dict[str, set[str]] = {commits[0].id: wanted} if commits else {}
    found: dict[str, Change] = {}
    for start in range(0, len(commits), _AT_ONCE):
        if len(found) == len(wanted):
            break
        some = commits[start : start + _AT_ONCE]
        changed = _changed(root, {(trees[parent], one.tree) for one in some for parent in one.parents})
        for one in some:
            # Children come before their parents, so nothing more will be added to what waits here.
            left = waiting.pop(one.id, set())
            for parent in one.parents:
                moved = left & changed[trees[parent], one.tree]
                waiting.setdefault(parent, set()).update(left - moved)
                left = moved
            found |= dict.fromkeys(left, Change(one.id, one.seconds, iso(one.seconds)))
    return found


def _commits(root: Path) -> list[_Commit]:
    """All commits, each before its parents; those at the edge of a shallow clone have none."""
    lines = ask_git(root, "log", "--topo-order", "--format=%H %ct %T %P", "HEAD", "--").decode().splitlines()
    parts = (line.split() for line in lines)
    return [_Commit(name, int(seconds), tree, tuple(parents)) for name, seconds, tree, *parents in parts]


def _changed(root: Path, pairs: set[tuple[str, str]]) -> dict[tuple[str, str], set[str]]:
    """The files of the project's folder in which the trees of each pair differ."""
    asked = sorted(pair for pair in pairs if pair[0] != pair[1])
    found: dict[tuple[str, str], set[str]] = {pair: set() for pair in pairs}
    if not asked:
        return found
    given = "".join(f"{old} {new}\n" for old, new in asked).encode()
    options = ("--stdin", "-r", "--name-only", "-z", "--no-renames", "--relative")
    for pair, name in _told(ask_git(root, "diff-tree", *options, given=given), asked):
        found[pair].add(name)
    return found


def _told(printed: bytes, asked: list[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], str]]:
    """Each pair with a name. Git writes a line with the pair, in the order of asking, and then the names."""
    at = -1
    for part in _parts(printed):
        name = part
        while at + 1 < len(asked) and name.startswith(head := f"{asked[at + 1][0]} {asked[at + 1][1]}\n"):
            at, name = at + 1, name.removeprefix(head)
        if name:
            yield asked[at], name


def _names(printed: bytes) -> set[str]:
    return set(_parts(printed))


def _parts(printed: bytes) -> list[str]:
    return [part for part in printed.decode("utf-8", "surrogateescape").split("\0") if part]
