"""Git through its own command: a folder in; the date of HEAD out. Nothing from a repository is read as an option."""

import os
import subprocess
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

# A hook or an alias must not change which repository is asked.
_CLEAN = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}


def run_git(root: Path, *arguments: str) -> bytes | None:
    """What a git command prints in `root`; None when it fails or git is missing."""
    command = ["git", "-C", str(root), "--no-optional-locks", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, env=_CLEAN, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def head_date(root: Path, zone: str) -> date | None:
    """The committer's date of HEAD in a time zone; None outside git or before the first commit."""
    printed = run_git(root, "log", "-1", "--format=%ct", "HEAD", "--")
    if not printed:
        return None
    return datetime.fromtimestamp(int(printed), ZoneInfo(zone)).date()
