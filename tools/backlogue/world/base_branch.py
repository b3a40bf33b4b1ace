"""A project in git and the environment in; the commit whose settings may be trusted out.

In a pull request the files that are checked out are a stranger's. Whom to trust is said by the branch it is to be
merged into, and which branch that is by CI's own variables or by the clone, not by the files.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from backlogue.world.git import run_git

# The target branch of a pull or merge request, as GitHub, GitLab, Azure, Bitbucket and Jenkins tell it.
_TARGETS = (
    "GITHUB_BASE_REF",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    "SYSTEM_PULLREQUEST_TARGETBRANCH",
    "BITBUCKET_PR_DESTINATION_BRANCH",
    "CHANGE_TARGET",
)


class Trusted(NamedTuple):
    """The commit to trust and how it is called. No commit: the files themselves when `files`, else nothing."""

    commit: str | None
    name: str
    files: bool = False


def trusted_base(root: Path, environment: Mapping[str, str], main: str) -> Trusted:
    """The branch that a change goes to; outside git, and before the first commit, the files.

    `main` is what the files themselves call the main branch. They are believed only where neither CI nor the clone
    names it, so that a branch cannot appoint itself.
    """
    if run_git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") is None:
        return Trusted(None, "the files", files=True)
    target = next((environment[name] for name in _TARGETS if environment.get(name)), "")
    if target:
        branch = target.removeprefix("refs/heads/")
        return Trusted(_commit(root, f"refs/remotes/origin/{branch}"), f"origin/{branch}")
    default = run_git(root, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")
    names = [default.decode().strip()] if default else [f"refs/remotes/origin/{main}", f"refs/heads/{main}"]
    for name in names:
        if commit := _commit(root, name):
            return Trusted(commit, name.removeprefix("refs/remotes/").removeprefix("refs/heads/"))
    return Trusted(None, main)


def _commit(root: Path, name: str) -> str | None:
    found = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.decode().strip() if found else None
