"""A clone's folder in; git's configuration names our merge driver there, where it named none before."""

from pathlib import Path

from backlogue.world.git import run_git

NAME = "backlogue"
_SETTINGS = {
    f"merge.{NAME}.name": "plan files, key by key",
    f"merge.{NAME}.driver": "backlogue merge-file %O %A %B %P %L",
}


def set_up_driver(root: Path) -> bool:
    """Write the driver into the clone's own configuration; False outside git, or where one is set already."""
    inside = run_git(root, "rev-parse", "--git-dir") is not None
    if not inside or run_git(root, "config", f"merge.{NAME}.driver"):
        return False
    return all(run_git(root, "config", "--local", key, value) is not None for key, value in _SETTINGS.items())
