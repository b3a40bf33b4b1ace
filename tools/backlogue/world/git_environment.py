"""A folder in; the environment in which git is asked there, cleaned of what a hook may have set, out."""

import os
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

# Where git keeps what is being pushed while a hook decides on it; the repository is the same.
_QUARANTINE = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")


def cleaned(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment in which no hook or alias changes which repository is asked, and no graft what it says."""
    kept = {key: value for key, value in environment.items() if not key.startswith("GIT_")}
    if "GIT_QUARANTINE_PATH" in environment:
        kept |= {key: environment[key] for key in _QUARANTINE if key in environment}
    return kept | _FIXED


_FIXED = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "LC_ALL": "C.UTF-8",
}
CLEAN = cleaned(os.environ)


def environment_in(root: Path) -> Mapping[str, str]:
    """What git is run with in a folder: what is being pushed to one repository is none of another's."""
    if "GIT_QUARANTINE_PATH" not in CLEAN or _is_pushed_to(root):
        return CLEAN
    return {key: value for key, value in CLEAN.items() if key not in _QUARANTINE}


@cache
def _is_pushed_to(root: Path) -> bool:
    plain = {key: value for key, value in CLEAN.items() if key not in _QUARANTINE}
    command = ["git", "-C", str(root), "rev-parse", "--git-path", "objects"]
    done = subprocess.run(command, capture_output=True, env=plain, check=False)
    objects = root / os.fsdecode(done.stdout.removesuffix(b"\n"))
    return done.returncode == 0 and objects.resolve() == Path(CLEAN["GIT_QUARANTINE_PATH"]).resolve().parent
