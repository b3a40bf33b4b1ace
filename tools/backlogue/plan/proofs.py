"""What stands around a plan for its evidence, read when first asked for: locks, digests of files, known sources."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from backlogue.model.lock import Lock, Unreadable, read_lock

ENDING = ".evidence.json"

Sources = Mapping[str, frozenset[str]]


class Past(NamedTuple):
    """Since which day an item is done without a break, by its id, as history tells; `whole` unless some is cut off."""

    done_since: Callable[[str], date | None] = lambda _: None
    whole: bool = True


class Proofs:
    """Locks by path, each read once; `digest` is the content of a file that evidence depends on, empty when it is gone.

    `sources` are the keys that name a source in an evidence entry, each with the options it understands; `past` is what
    history tells.
    """

    def __init__(
        self,
        paths: Iterable[str] = (),
        read: Callable[[str], bytes] | None = None,
        digests: Callable[[Iterable[str]], Mapping[str, str]] | None = None,
        sources: Callable[[], Sources] | None = None,
        past: Callable[[], Past] = Past,
    ) -> None:
        self.paths = frozenset(paths)
        self._read, self._ask, self._sources, self._past = read, digests, sources, past
        self._locks: dict[str, Lock | Unreadable] = {}
        self._digests: dict[str, str] = {}

    def lock(self, path: str) -> Lock | Unreadable | None:
        """The lock at a path; None when there is none."""
        if path not in self.paths or self._read is None:
            return None
        if path not in self._locks:
            try:
                self._locks[path] = read_lock(self._read(path))
            except OSError as error:
                self._locks[path] = Unreadable(f"cannot be read: {error.strerror}")
        return self._locks[path]

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """The digest of each file or folder as it is now, and of all that were asked for before."""
        wanted = [path for path in dict.fromkeys(paths) if path not in self._digests]
        if wanted and self._ask is not None:
            self._digests.update(self._ask(wanted))
        return self._digests

    @cached_property
    def past(self) -> Past:
        return self._past()

    @property
    def asked_past(self) -> bool:
        """Whether what was found depends on more than files."""
        return "past" in self.__dict__

    @cached_property
    def sources(self) -> Sources:
        return self._sources() if self._sources is not None else {}


def lock_path(item_path: str, item_id: str) -> str:
    """Where the lock of an item is: beside it, named by its id."""
    folder, slash, _ = item_path.rpartition("/")
    return f"{folder}{slash}{item_id}{ENDING}"
