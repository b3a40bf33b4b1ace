"""A clone's folder in; git's configuration names our merge driver there, where it named none before."""

import shlex
import sys
from pathlib import Path

from backlogue.world.git import run_git

NAME = "backlogue"


def set_up_driver(root: Path) -> bool:
    """Write the driver into the clone's own configuration; False outside git, or where one is set already."""
    inside = run_git(root, "rev-parse", "--git-dir") is not None
    if not inside or run_git(root, "config", f"merge.{NAME}.driver"):
        return False
    settings = {f"merge.{NAME}.name": "plan files, key by key", f"merge.{NAME}.driver": _driver()}
    return all(run_git(root, "config", "--local", key, value) is not None for key, value in settings.items())


def _driver() -> str:
    """The command found by its name, else the one beside this Python; where both are gone, git's own text merge.

    A driver that cannot be started would leave the file as ours, without a mark: git takes that for a conflict.
    """
    beside = shlex.quote(str(Path(sys.executable).with_name("backlogue"))).replace("%", "%%")
    tried = 'command -v "$one" >/dev/null 2>&1 && exec "$one" merge-file %O %A %B %P %L'
    return f"for one in backlogue {beside}; do {tried}; done; exec git merge-file --marker-size=%L %A %O %B"
