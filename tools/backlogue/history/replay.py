"""Steps of a history, oldest first, in; the changes of every item out. Items are followed by id, not by path."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from backlogue.history.facts import Facts
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
        self.changes: dict[str, list[Change]] = {}
        # What each path says, and which paths say something of an id: more than one for a while
        # when two branches took the same number. The first path in order counts, as in a plan.
        self.paths: dict[str, Facts] = {}
        self.places: dict[str, list[str]] = {}

    def commit(self, stamp: int, steps: Iterable[Step]) -> None:
        """Take in one commit: all its files at once, so that a renamed file is one item that stays."""
        before: dict[str, dict[str, Any]] = {}
        for path, gone, facts in steps:
            old = self.paths.get(path)
            if not gone and facts is None:
                continue
            for named in (old, facts):
                if named is not None and named.id not in before:
                    before[named.id] = self._values(named.id)
            if old is not None:
                self._leave(path, old.id)
            if facts is not None:
                self.paths[path] = facts
                places = self.places.setdefault(facts.id, [])
                places.append(path)
                places.sort()
        for item, values in before.items():
            fields = difference(values, self._values(item))
            if fields:
                self.changes.setdefault(item, []).append(Change(stamp, fields))

    def _values(self, item: str) -> dict[str, Any]:
        places = self.places.get(item)
        return self.paths[places[0]].fields if places else {}

    def _leave(self, path: str, item: str) -> None:
        del self.paths[path]
        places = self.places[item]
        places.remove(path)
        if not places:
            del self.places[item]


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The fields that are not the same, with their value afterwards; None where a field went."""
    if before is after:
        return {}
    found = {field: value for field, value in after.items() if not _same(before.get(field), value)}
    found.update((field, None) for field in before if field not in after)
    return found


def _same(one: Any, other: Any) -> bool:
    """Equality that tells true from 1; 2 and 2.0 are one number."""
    return one is other or (one == other and isinstance(one, bool) == isinstance(other, bool))
