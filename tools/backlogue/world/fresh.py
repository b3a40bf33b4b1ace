"""Writing where nothing stands yet: a folder and texts in, the paths written and those kept out."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Written(NamedTuple):
    """Paths that were written, and paths that were there before and are as they were."""

    new: tuple[str, ...]
    kept: tuple[str, ...]


def write_fresh(root: Path, texts: Mapping[str, str]) -> Written:
    """Write each text to its path below `root`, in UTF-8 with LF; a file that exists, or a broken link, is kept."""
    new, kept = [], []
    for path, text in texts.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            new.append(path)
        except FileExistsError:
            kept.append(path)
    return Written(tuple(new), tuple(kept))
