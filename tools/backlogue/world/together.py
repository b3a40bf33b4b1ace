"""Files of a project with their old and new bytes in; all of them hold the new ones, or every one the old."""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from stat import S_IMODE, S_ISREG
from types import MappingProxyType
from typing import NamedTuple

from backlogue.world.write import Refused, create, draft_beside, place_inside

NO_MOVES: Mapping[str, str] = MappingProxyType({})


class _Swap(NamedTuple):
    """A file, the new bytes that wait beside it (None: it goes), and its old ones."""

    target: Path
    fresh: Path | None
    former: Path


def replace_all(
    root: Path, changes: Mapping[str, tuple[bytes | None, bytes | None]], moves: Mapping[str, str] = NO_MOVES
) -> None:
    """Put new bytes in the place of old ones, and rename the files in `moves`; all of it or nothing. Permissions stay.

    A file with no old bytes (None) is written where none is yet; one with no new bytes goes.

    The new bytes lie on the disk, and the old files have a second name, before the first file is
    touched, so that a disk that is full then is no obstacle to going back. Raises Refused when a path leaves the
    project, is a symbolic link, or no longer holds the old bytes; OSError when the disk does.
    """
    with ExitStack() as drafts, ExitStack() as back:
        swaps: list[_Swap] = []
        for path, (old, new) in changes.items():
            target = place_inside(root, path)
            if old is not None:
                swaps.append(_ready(path, target, old, new, drafts))
            elif os.path.lexists(target):
                raise Refused(f"{path} exists already")
        for path, (old, new) in changes.items():
            if old is None and new is not None:
                create(root, path, new)
                back.callback(place_inside(root, path).unlink, missing_ok=True)
        for swap in swaps:
            if swap.fresh is None:
                swap.target.unlink()
            else:
                os.replace(swap.fresh, swap.target)
            back.callback(os.replace, swap.former, swap.target)
        for before, after in moves.items():
            source, target = place_inside(root, before), place_inside(root, after)
            if os.path.lexists(target):
                raise Refused(f"{after} exists already")
            os.rename(source, target)
            back.callback(os.rename, target, source)
        back.pop_all()  # nothing failed, so nothing goes back


def _ready(path: str, target: Path, old: bytes, new: bytes | None, drafts: ExitStack) -> _Swap:
    """A file that still holds its old bytes, with both beside it; `drafts` takes away what lies there at the end."""
    mode = os.lstat(target).st_mode
    if not S_ISREG(mode):
        raise Refused(f"{path} is a symbolic link or no regular file")
    if target.read_bytes() != old:
        raise Refused(f"{path} was changed by somebody else just now; try again")
    fresh = draft_beside(target, old if new is None else new, S_IMODE(mode))
    drafts.callback(fresh.unlink, missing_ok=True)
    former = _second_name(target, fresh, old, S_IMODE(mode))
    drafts.callback(former.unlink, missing_ok=True)
    return _Swap(target, None if new is None else fresh, former)


def _second_name(target: Path, fresh: Path, old: bytes, mode: int) -> Path:
    """The old file under a name beside it; a copy on file systems without hard links."""
    former = fresh.with_name(f"{fresh.name}-old")
    try:
        os.link(target, former)
    except OSError:
        return draft_beside(target, old, mode)
    return former
