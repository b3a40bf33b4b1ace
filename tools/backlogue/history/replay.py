"""Steps of a history, oldest first, in; the changes of every item out. Items are followed by id, not by path."""

import marshal
from bisect import insort
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from backlogue.history.facts import Facts, new_values
from backlogue.history.kept import Kept
from backlogue.history.timeline import Change


class Step(NamedTuple):
    """What a commit did to one path.

    `gone` says that the file is no longer there; otherwise `facts` is what it says, None when
    that version cannot be read. An unreadable version changes nothing: the item is what it was.
    """

    path: str
    gone: bool
    facts: Facts | None


class Replay:
    """The state of a plan between two commits, and the changes so far."""

    def __init__(self) -> None:
        self.changes: Kept[list[Change]] = Kept({}, _changes)
        # What each path says, and which paths say something of an id: more than one for a while
        # when two branches took the same number. The first path in order counts, as in a plan.
        self.paths: Kept[Facts] = Kept({}, _facts)
        self.places: dict[str, list[str]] = {}
        # Items that came with a former id, and the commits that brought them.
        self.renumbered: list[tuple[int, str]] = []

    def pack(self) -> tuple[Any, ...]:
        """All of it as plain values, for a cache."""
        changes = self.changes.pack(lambda found: marshal.dumps([tuple(change) for change in found]))
        paths = self.paths.pack(lambda facts: marshal.dumps((facts.id, facts.values)))
        return changes, paths, self.places, self.renumbered

    @classmethod
    def unpack(cls, packed: tuple[Any, ...]) -> "Replay":
        """The replay that `pack` made the values of."""
        replay = cls()
        changes, paths, replay.places, replay.renumbered = packed
        replay.changes, replay.paths = Kept(changes, _changes), Kept(paths, _facts)
        return replay

    def commit(self, stamp: int, steps: Iterable[Step]) -> None:
        """Take in one commit: all its files at once, so that a renamed file is one item that stays."""
        told = [(step, self.paths.get(step.path)) for step in steps if step.gone or step.facts is not None]
        stays = all(old is not None and step.facts is not None and old.id == step.facts.id for step, old in told)
        (self._stay if stays else self._move)(stamp, told)

    def _stay(self, stamp: int, told: Iterable[tuple[Step, Facts | None]]) -> None:
        """Files of which each is of the item that it has been all along, as in nearly every commit."""
        for step, old in told:
            assert old is not None
            assert step.facts is not None
            self.paths[step.path] = step.facts
            if self.places[old.id][0] == step.path:
                self._note(stamp, old.id, new_values(old.values, step.facts.values))

    def _move(self, stamp: int, told: Iterable[tuple[Step, Facts | None]]) -> None:
        """Files some of which come, go, or turn into other items."""
        before: dict[str, Mapping[str, Any]] = {}
        for (path, _, facts), old in told:
            for named in (old, facts):
                if named is not None and named.id not in before:
                    before[named.id] = self._values(named.id)
            if old is not None and (facts is None or facts.id != old.id):
                self._leave(path, old.id)
            if facts is not None:
                self.paths[path] = facts
                if old is None or facts.id != old.id:
                    insort(self.places.setdefault(facts.id, []), path)
        for item, values in before.items():
            self._note(stamp, item, new_values(values, self._values(item)))

    def _note(self, stamp: int, item: str, fields: dict[str, Any]) -> None:
        if not fields:
            return
        known = self.changes.get(item)
        if known is None:
            known = self.changes[item] = []
            if "formerly" in fields:
                self.renumbered.append((stamp, item))
        known.append(Change(stamp, fields))

    def _values(self, item: str) -> Mapping[str, Any]:
        places = self.places.get(item)
        return self.paths[places[0]].values if places else {}

    def _leave(self, path: str, item: str) -> None:
        del self.paths[path]
        places = self.places[item]
        places.remove(path)
        if not places:
            del self.places[item]


def _changes(packed: bytes) -> list[Change]:
    return [Change._make(change) for change in marshal.loads(packed)]  # noqa: S302 - see world/cache.py


def _facts(packed: bytes) -> Facts:
    return Facts._make(marshal.loads(packed))  # noqa: S302 - see world/cache.py
