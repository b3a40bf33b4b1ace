"""Writing where nothing stands yet: a folder and texts in, the paths written and those kept out."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from backlogue.world.write import create


class Written(NamedTuple):
    """Paths that were written, and paths that were there before and are as they were."""

    new: tuple[str, ...]
    kept: tuple[str, ...]


def write_fresh(root: Path, texts: Mapping[str, str]) -> Written:
    """Write each text to its path below `root`, in UTF-8; what exists, or is a link to nowhere, is kept.

    Raises Refused for a path that leads through a symbolic link.
    """
    new, kept = [], []
    for path, text in texts.items():
        if os.path.lexists(root / path):
            kept.append(path)
        else:
            create(root, path, text.encode("utf-8"))
            new.append(path)
    return Written(tuple(new), tuple(kept))
