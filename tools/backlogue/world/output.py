"""Bytes for a file that a user named in; the file holds them whole, or is as it was."""

import os
from pathlib import Path

from backlogue.world.write import draft_beside


def write_file(path: Path, data: bytes) -> None:
    """Write a file, over what was there. Raises OSError; folders on the way must be there."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder", str(path))
    draft = draft_beside(target, data, target.stat().st_mode & 0o777 if target.exists() else 0o644)
    try:
        os.replace(draft, target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
