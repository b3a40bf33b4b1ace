"""Bytes for a file of a project in; the file holds them, whole or not at all. Never outside, never through a link."""

import os
from pathlib import Path, PurePosixPath
from stat import S_IMODE, S_ISREG
from typing import IO


class Refused(Exception):
    """A file that may not be written, and why, in plain words for a person."""


def replace(root: Path, path: str, old: bytes, new: bytes) -> None:
    """Put `new` in the place of a file that still holds `old`; its permissions stay.

    Raises Refused for a path that leaves the project or is or passes through a symbolic link, and
    when somebody else has changed the file meanwhile; OSError when the disk does.
    """
    target = place_inside(root, path)
    mode = os.lstat(target).st_mode
    if not S_ISREG(mode):
        raise Refused(f"{path} is a symbolic link or no regular file")
    if target.read_bytes() != old:
        raise Refused(f"{path} was changed by somebody else just now; try again")
    draft = draft_beside(target, new, S_IMODE(mode))
    try:
        os.replace(draft, target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def create(root: Path, path: str, data: bytes) -> None:
    """Write a file that is not there yet. Raises Refused when it is, or when the path leaves the project."""
    target = place_inside(root, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = draft_beside(target, data, 0o666 & ~_umask())
    try:
        # A hard link fails when the name is taken, at once and for good; renaming would overwrite.
        os.link(draft, target)
    except FileExistsError:
        raise Refused(f"{path} exists already") from None
    except OSError:
        _create_plain(target, path, data)
    finally:
        draft.unlink(missing_ok=True)


def _create_plain(target: Path, path: str, data: bytes) -> None:
    """For file systems without hard links."""
    try:
        with open(target, "xb") as file:
            write_or_remove(file, target, data)
    except FileExistsError:
        raise Refused(f"{path} exists already") from None


def write_or_remove(file: IO[bytes], place: Path, data: bytes) -> None:
    """Write a new file's bytes; a file that cannot be written whole is taken away."""
    try:
        file.write(data)
        file.flush()
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def place_inside(root: Path, path: str) -> Path:
    """Where a path inside the project is; Refused when it leaves the project or passes through a link."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts:
        raise Refused(f"{path} leaves the project")
    place = root.resolve()
    for part in parts[:-1]:
        place = place / part
        if place.is_symlink():
            raise Refused(f"{path} passes through a symbolic link")
    return place / parts[-1]


def draft_beside(target: Path, data: bytes, mode: int) -> Path:
    """A file beside the target, so that it can take its name in one step."""
    # The name is known before the file is there, for Ctrl-C may come while it is made.
    draft = target.parent / f".backlogue-{os.urandom(8).hex()}"
    try:
        with open(draft, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _umask() -> int:
    """The process's mask; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
