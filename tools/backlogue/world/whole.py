"""A folder and texts by path in; all of them written there, or none."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from backlogue.world.write import write_or_remove


def compare(root: Path, texts: Mapping[str, str]) -> dict[str, bool]:
    """Of these paths, those where something stands already, and whether it is the very same text."""
    found = {}
    for path, text in texts.items():
        target = root / path
        if os.path.lexists(target):
            found[path] = target.is_file() and target.read_bytes() == text.encode("utf-8")
    return found


def write_whole(root: Path, texts: Mapping[str, str]) -> None:
    """Write every text, in UTF-8 with LF, to a path where nothing stands; on any failure nothing stays.

    All bytes go to a folder beside the files first; then each is linked into its place, which
    fails rather than overwrite. Raises OSError, also when a folder on the way leads out of `root`.
    """
    root.mkdir(parents=True, exist_ok=True)
    inside = root.resolve()
    staging = Path(tempfile.mkdtemp(prefix=".backlogue-", dir=inside))
    placed: list[Path] = []
    made: list[Path] = []
    try:
        for number, text in enumerate(texts.values()):
            (staging / str(number)).write_bytes(text.encode("utf-8"))
        for number, path in enumerate(texts):
            target = inside / path
            _make_folders(inside, target.parent, made)
            _place(staging / str(number), target)
            placed.append(target)
    except BaseException:
        for target in placed:
            target.unlink(missing_ok=True)
        for folder in reversed(made):
            _remove_empty(folder)
        raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _make_folders(root: Path, folder: Path, made: list[Path]) -> None:
    missing = []
    while not os.path.lexists(folder):
        missing.append(folder)
        folder = folder.parent
    if not folder.resolve().is_relative_to(root):
        raise OSError(f"{folder} leads out of {root}")
    for new in reversed(missing):
        new.mkdir()
        made.append(new)


def _place(source: Path, target: Path) -> None:
    """Move without overwriting; file systems with no hard links get a copy into a file that must be new."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        with target.open("xb") as file:
            write_or_remove(file, target, source.read_bytes())


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return
