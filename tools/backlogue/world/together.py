"""Files of a project with their old and new bytes in; all of them hold the new ones, or every one the old."""

import os
from collections.abc import Mapping
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
    swaps: list[_Swap] = []
    done: list[_Swap] = []
    drafts: list[Path] = []
    moved: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for path, (old, new) in changes.items():
            target = place_inside(root, path)
            if old is None:
                if os.path.lexists(target):
                    raise Refused(f"{path} exists already")
                continue
            mode = os.lstat(target).st_mode
            if not S_ISREG(mode):
                raise Refused(f"{path} is a symbolic link or no regular file")
            if target.read_bytes() != old:
                raise Refused(f"{path} was changed by somebody else just now; try again")
            fresh = draft_beside(target, old if new is None else new, S_IMODE(mode))
            drafts.append(fresh)
            drafts.append(_second_name(target, fresh, old, S_IMODE(mode)))
            swaps.append(_Swap(target, None if new is None else fresh, drafts[-1]))
        for path, (old, new) in changes.items():
            if old is None and new is not None:
                create(root, path, new)
                made.append(place_inside(root, path))
        for swap in swaps:
            if swap.fresh is None:
                swap.target.unlink()
            else:
                os.replace(swap.fresh, swap.target)
            done.append(swap)
        for before, after in moves.items():
            pair = place_inside(root, before), place_inside(root, after)
            if os.path.lexists(pair[1]):
                raise Refused(f"{after} exists already")
            os.rename(*pair)
            moved.append(pair)
    except BaseException:
        for before_path, after_path in reversed(moved):
            os.rename(after_path, before_path)
        for swap in reversed(done):
            os.replace(swap.former, swap.target)
        for place in made:
            place.unlink(missing_ok=True)
        raise
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)


def _second_name(target: Path, fresh: Path, old: bytes, mode: int) -> Path:
    """The old file under a name beside it; a copy on file systems without hard links."""
    former = fresh.with_name(f"{fresh.name}-old")
    try:
        os.link(target, former)
    except OSError:
        return draft_beside(target, old, mode)
    return former
