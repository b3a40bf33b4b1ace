"""A project and files that define one id in; which came last, and which of them a line refers to, out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from backlogue.world.births import Birth, births, contains, line_commits
from backlogue.world.git import GitFault
from backlogue.world.repository import Repository


class Doubt(Exception):
    """Git cannot tell which file came first, and why."""


class Lineage(NamedTuple):
    """The file that keeps the id (None: no other has it), the one that gets another, and the commits behind them."""

    older: str | None
    newer: str
    older_commit: str | None
    newer_commit: str | None
    repository: Repository | None

    def meanings(self, path: str, lines: Sequence[int]) -> dict[int, bool | None]:
        """Whether each line of a file on disk means the newer file; None where nobody can tell.

        A line means the file that the commit which wrote it had: the only one of the two in its past, or
        the one that came with it. A line that was written where both were there says nothing.
        """
        if self.older is None:
            return dict.fromkeys(lines, True)
        if self.repository is None:
            return dict.fromkeys(lines)
        commits = line_commits(self.repository, path, lines)
        return {line: self._means_newer(commits.get(line)) for line in lines}

    def _means_newer(self, commit: str | None) -> bool | None:
        if commit is None or commit in (self.older_commit, self.newer_commit):
            return None if commit is None or self.older_commit == self.newer_commit else commit == self.newer_commit
        assert self.repository is not None
        older, newer = (
            one is not None and contains(self.repository, commit, one) for one in (self.older_commit, self.newer_commit)
        )
        return None if older == newer else newer


def lineage_of(root: Path, main: str, item_id: str, files: Sequence[str], newer: str | None = None) -> Lineage:
    """The oldest of the files keeps the id, the newest gets another one, unless `newer` names that.

    Older is what entered the main line first; what did not is newer. Of what main does not have at all, older is what
    came first to the branch that is checked out. Raises Doubt when git does not say.
    """
    others = [path for path in files if path != newer]
    if newer is not None and not others:
        return Lineage(None, newer, None, None, None)
    try:
        repository = Repository(root)
        head = repository.resolve("HEAD")
        seen = births(repository, item_id, _main(repository, main, head), first_parent=True)
        here = births(repository, item_id, head, first_parent=True)
        written = births(repository, item_id, head, first_parent=False)
    except GitFault as fault:
        if newer is None:
            raise Doubt(f"Git does not say which came first: {fault}") from None
        return Lineage(others[0], newer, None, None, None)
    ages = {path: _age(path, seen, here) for path in files}
    if newer is None:
        ordered = sorted(files, key=lambda path: ages[path])
        if ages[ordered[-1]] == ages[ordered[-2]]:
            raise Doubt(f"{ordered[-2]} and {ordered[-1]} came together")
        newer, others = ordered[-1], ordered[:-1]
    older = min(others, key=lambda path: ages[path])
    commits = [written[path].commit if path in written else None for path in (older, newer)]
    return Lineage(older, newer, commits[0], commits[1], repository)


def _age(path: str, *lines: Mapping[str, Birth]) -> tuple[int, int]:
    """The first of these lines that has the file, and its place there; what none has is the newest."""
    found = ((number, line[path].place) for number, line in enumerate(lines) if path in line)
    return next(found, (len(lines), 0))


def _main(repository: Repository, name: str, head: str) -> str:
    """The tip of the main line: the branch here or at origin, whichever there is; else what is checked out."""
    for wanted in (f"refs/heads/{name}", f"refs/remotes/origin/{name}"):
        try:
            return repository.resolve(wanted)
        except GitFault:
            continue
    return head
