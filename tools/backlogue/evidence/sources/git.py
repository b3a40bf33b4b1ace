"""A tag, commit or branch in; the commit it stands for out, when the tag exists or the commit is merged."""

from pathlib import Path

from backlogue.base.observation import Observation
from backlogue.evidence.committed import iso
from backlogue.evidence.fault import Fault
from backlogue.evidence.options import text_of
from backlogue.evidence.source import Ask, Reference, Source
from backlogue.world.git import run_git, seconds

_MAIN = ("refs/remotes/origin/HEAD", "refs/heads/main", "refs/remotes/origin/main", "refs/heads/master")
_SHALLOW = "; this clone is shallow, so it may lie further back: git fetch --unshallow"


def observe(reference: Reference, ask: Ask) -> Observation:
    """The commit of a tag that exists, or of a commit or branch that is merged into the main branch.

    With `into`, a tag too must be merged into that branch.
    """
    name = reference.locator
    try:
        into = text_of(reference.options, "into")
        if run_git(ask.root, "rev-parse", "--git-dir") is None:
            raise Fault("not-configured", "the project is not in a git repository")
        tag = _commit(ask.root, f"refs/tags/{name}")
        commit = tag or _named(ask.root, name)
        told = Observation(commit, "text", where=name, commit=commit, at=_at(ask.root, commit))
        if tag and not into:
            return told._replace(state="tag")
        branch = _branch(ask.root, into)
        if not any(_contains(ask.root, one, commit) for one in branch):
            raise _unmerged(ask.root, name, commit, into)
        return told._replace(state="tag, merged" if tag else "merged")
    except Fault as fault:
        return Observation(reason=fault.reason, detail=fault.detail, where=name)


def _commit(root: Path, name: str) -> str:
    """The commit a name stands for; empty when it stands for none."""
    if "\0" in name or "\n" in name:
        return ""
    found = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.decode().strip() if found else ""


def _named(root: Path, name: str) -> str:
    commit = _commit(root, name) or _commit(root, f"refs/remotes/origin/{name}")
    if commit:
        return commit
    if _shallow(root):
        raise Fault("data-missing", f"there is no tag, commit or branch {name} here{_SHALLOW}")
    raise Fault("run-missing", f"there is no tag, commit or branch {name}")


def _branch(root: Path, into: str) -> list[str]:
    """The commits at which a branch stands, here and at its origin; the main branch when none is named."""
    names = (f"refs/heads/{into}", f"refs/remotes/origin/{into}") if into else _MAIN
    found = [commit for name in names if (commit := _commit(root, name))]
    if not found:
        raise Fault("bad-reference", f"there is no branch {into or 'main'} here: name another with into")
    return found


def _contains(root: Path, branch: str, commit: str) -> bool:
    return run_git(root, "merge-base", "--is-ancestor", commit, branch) is not None


def _unmerged(root: Path, name: str, commit: str, into: str) -> Fault:
    words = f"{name} ({commit[:8]}) is not merged into {into or 'the main branch'}"
    return Fault("data-missing", words + _SHALLOW) if _shallow(root) else Fault("run-not-finished", words)


def _shallow(root: Path) -> bool:
    return run_git(root, "rev-parse", "--is-shallow-repository") == b"true\n"


def _at(root: Path, commit: str) -> str:
    printed = run_git(root, "log", "-1", "--format=%ct", "--end-of-options", commit, "--")
    return iso(seconds(printed.decode())) if printed else ""


SOURCE = Source("git", frozenset({"into"}), observe)
