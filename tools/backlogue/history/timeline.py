"""What every item was and when: changes by item in; events, values on a day and whole states out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple


class Stamp(NamedTuple):
    """A commit of the main line: when the team could see it (`at`), who made it, when they did. Seconds since 1970."""

    commit: str
    at: int
    author: str
    authored: int


class Change(NamedTuple):
    """What one commit did to one item: `fields` are the values afterwards, None where a field went."""

    stamp: int
    fields: dict[str, Any]


class Event(NamedTuple):
    """One field of one item at one commit; `before` is None where it had no value."""

    stamp: Stamp
    item: str
    field: str
    before: Any
    after: Any


class Timeline(NamedTuple):
    """Changes by item, oldest first; `stamps` are the commits of the main line, oldest first.

    `renumbered` are the items that came with a former id, each with the place of its commit.
    """

    stamps: Sequence[Stamp]
    changes: Mapping[str, Sequence[Change]]
    complete: bool = True
    renumbered: Sequence[tuple[int, str]] = ()

    def events(self, item: str) -> Iterator[Event]:
        """Every change of every field of an item, oldest first; fields of one commit in the order written."""
        values: dict[str, Any] = {}
        for change in self.changes.get(item, ()):
            stamp = self.stamps[change.stamp]
            for field, after in change.fields.items():
                yield Event(stamp, item, field, values.get(field), after)
            _apply(values, change.fields)

    def values_at(self, item: str, seconds: int) -> dict[str, Any]:
        """An item's fields as they were at a time; empty when it was not there."""
        values: dict[str, Any] = {}
        for change in self.changes.get(item, ()):
            if self.stamps[change.stamp].at > seconds:
                break
            _apply(values, change.fields)
        return values

    def spells(self, item: str, field: str) -> list[tuple[Stamp, Any]]:
        """When a field took each of its values; None stands for its having none."""
        found: list[tuple[Stamp, Any]] = []
        for change in self.changes.get(item, ()):
            if field in change.fields and (not found or found[-1][1] != change.fields[field]):
                found.append((self.stamps[change.stamp], change.fields[field]))
        return found

    def place_before(self, seconds: int) -> int:
        """The place in `stamps` of the newest commit that the main line had before a time; -1 for none."""
        place = len(self.stamps) - 1
        # From the newest back, because times need not be in order.
        while place >= 0 and self.stamps[place].at >= seconds:
            place -= 1
        return place

    def up_to(self, place: int) -> "Timeline":
        """The same history as it was told at one of its commits."""
        changes = {
            item: kept
            for item, found in self.changes.items()
            if (kept := [change for change in found if change.stamp <= place])
        }
        renumbered = [one for one in self.renumbered if one[0] <= place]
        return Timeline(self.stamps[: place + 1], changes, self.complete, renumbered)


def _apply(values: dict[str, Any], fields: Mapping[str, Any]) -> None:
    for field, value in fields.items():
        if value is None:
            values.pop(field, None)
        else:
            values[field] = value
