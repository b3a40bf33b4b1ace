"""What the last edition was made from: kept in the user's cache. Losing it costs time, never a result."""

from pathlib import Path
from typing import NamedTuple

from backlogue.base.digest import digest
from backlogue.world.cache import Cache


class Entry(NamedTuple):
    """A written file: the digest of what it was made from, and how it was left on disk."""

    digest: str
    mtime: int
    size: int


class Ledger(NamedTuple):
    """Every file of an edition by its path, and the moment the edition shows."""

    as_of: str = ""
    entries: dict[str, Entry] = {}


def read_ledger(root: Path, out: Path) -> Ledger:
    """The ledger of the edition of a project in `out`; an empty one when there is none."""
    kept = Cache(root).load(_name(out))
    if kept is None:
        return Ledger()
    as_of, entries = kept
    return Ledger(as_of, {path: Entry(*entry) for path, entry in entries.items()})


def write_ledger(root: Path, out: Path, ledger: Ledger) -> None:
    """Keep the ledger for the next build."""
    Cache(root).save(_name(out), (ledger.as_of, {path: tuple(entry) for path, entry in ledger.entries.items()}))


def _name(out: Path) -> str:
    return f"site-{digest(str(out))}"
