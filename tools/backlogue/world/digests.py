"""A project's folder and paths in it in; a digest of what each file or folder holds out, empty where nothing is."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from backlogue.world.git import run_git
from backlogue.world.tree import file_digest, folder_digest

# A folder of more files than this is no piece of evidence's input but a whole tree; its names alone then count.
MOST_FILES = 5_000
# Paths on one command line.
_AT_ONCE = 500


def digests_on_disk(root: Path, paths: Iterable[str]) -> Mapping[str, str]:
    """Files by their content; folders by that of the files that git keeps there (outside git: all but hidden ones)."""
    return {path: _digest(root, path) for path in paths}


def _digest(root: Path, path: str) -> str:
    try:
        place = (root / path).resolve()
        if not place.is_relative_to(root) or place == root:
            return ""
        if place.is_dir():
            names = _names(place)
            if len(names) > MOST_FILES:
                return folder_digest(dict.fromkeys(names, ""))
            return folder_digest({name: file_digest((place / name).read_bytes()) for name in names})
        return file_digest(place.read_bytes()) if place.is_file() else ""
    except (OSError, ValueError, RuntimeError):
        return ""


def _names(folder: Path) -> list[str]:
    """The regular files below a folder, by their paths in it."""
    printed = run_git(folder, "ls-files", "-z", "--", ".")
    if printed is not None:
        names = [name for name in printed.decode("utf-8", "surrogateescape").split("\0") if name]
    else:
        names = _walk(folder)
    return [name for name in names if (folder / name).is_file() and not (folder / name).is_symlink()]


def _walk(folder: Path) -> list[str]:
    found = []
    for place, below, names in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".")]
        inner = Path(place).relative_to(folder)
        found += [(inner / name).as_posix() for name in names if not name.startswith(".")]
    return found


def tracked(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Of these paths, those that git keeps, as files or as folders with such; outside git, those that are there.

    What git does not keep is another on each machine, and its absence in a clone says nothing.
    """
    wanted = [path for path in dict.fromkeys(paths) if _there(root, path)]
    kept: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        printed = run_git(root, "--literal-pathspecs", "ls-files", "-z", "--", *some)
        if printed is None:
            return frozenset(wanted)
        for name in printed.decode("utf-8", "surrogateescape").split("\0"):
            kept.update((name, *(parent.as_posix() for parent in PurePosixPath(name).parents)))
    return frozenset(path for path in wanted if PurePosixPath(path).as_posix() in kept)


def _there(root: Path, path: str) -> bool:
    """Whether something inside the project is called so; most locators are no paths at all."""
    try:
        return bool(path) and (root / path).resolve().is_relative_to(root.resolve()) and (root / path).exists()
    except (OSError, ValueError, RuntimeError):
        return False
