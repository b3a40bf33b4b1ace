"""A folder, paths and a message in; a git commit of just these files out. The person's own git, with their hooks."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from backlogue.world.git import GitFault, ask_git, run_git

# What a hook or alias may have set to point git elsewhere; who commits, when and how to sign is the person's.
_ELSEWHERE = {
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
}
_GOING_ON = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}


def going_on(root: Path) -> str | None:
    """The merge, rebase, cherry-pick or revert that the repository is in the middle of."""
    options = [word for name in _GOING_ON for word in ("--git-path", name)]
    printed = run_git(root, "rev-parse", *options)
    if printed is None:
        return None
    places = printed.decode("utf-8", "surrogateescape").splitlines()
    found = (word for place, word in zip(places, _GOING_ON.values(), strict=True) if (root / place).exists())
    return next(found, None)


def on_branch(root: Path) -> bool:
    """Whether a branch is checked out, which then takes a commit along."""
    return run_git(root, "symbolic-ref", "--quiet", "HEAD") is not None


def uncommitted(root: Path, paths: Iterable[str]) -> list[str]:
    """Of these files, those that differ from the last commit or are not in it. GitFault outside a repository."""
    form = ("--literal-pathspecs", "status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignored=matching")
    return [path for path in paths if ask_git(root, *form, "--", path)]


def commit_only(root: Path, paths: Iterable[str], message: str) -> str:
    """Commit these files and nothing else that may be staged; its short id. GitFault in git's or a hook's words."""
    paths = list(paths)
    fresh = [path for path in paths if not ask_git(root, "--literal-pathspecs", "ls-files", "--", path)]
    if fresh:
        # Git only commits by path what its index knows.
        ask_git(root, "--literal-pathspecs", "add", "--intent-to-add", "--", *fresh)
    kept = {key: value for key, value in os.environ.items() if key not in _ELSEWHERE}
    git = ("git", "-C", str(root), "--literal-pathspecs")
    command = ("commit", "--quiet", "--only", "-m", message, "--", *paths)
    done = subprocess.run([*git, *command], stdin=subprocess.DEVNULL, capture_output=True, env=kept, check=False)
    if done.returncode != 0:
        if fresh:
            ask_git(root, "--literal-pathspecs", "rm", "--cached", "--quiet", "--", *fresh)
        words = (done.stderr + done.stdout).decode("utf-8", "replace").strip()
        raise GitFault(words or "git commit failed and did not say why")
    return ask_git(root, "rev-parse", "--short", "HEAD").decode().strip()
