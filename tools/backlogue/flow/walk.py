"""A timeline and a few names in; their fields as they were at one moment after another out."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from backlogue.history import Timeline

Fields = dict[str, Any]


class Walk:
    """The fields of some items and sprints, moved forward in time; never back."""

    def __init__(self, timeline: Timeline, names: Iterable[str]) -> None:
        self._timeline = timeline
        self._values: dict[str, Fields] = {name: {} for name in names}
        self._taken = dict.fromkeys(self._values, 0)

    def to(self, place: int) -> None:
        """Take in all commits up to a place in `Timeline.stamps`, that one included."""
        for name, values in self._values.items():
            changes = self._timeline.changes.get(name, ())
            taken = self._taken[name]
            while taken < len(changes) and changes[taken].stamp <= place:
                for field, value in changes[taken].fields.items():
                    if value is None:
                        values.pop(field, None)
                    else:
                        values[field] = value
                taken += 1
            self._taken[name] = taken

    def __getitem__(self, name: str) -> Fields:
        """What is written of an item; empty where it is not there."""
        return self._values.get(name, {})


def day_ends(timeline: Timeline, days: Iterable[date], zone: str) -> list[int]:
    """For each day, the place of the newest commit of the main line before the day's end; -1 for none."""
    return [timeline.place_before(int(_end(one, ZoneInfo(zone)).timestamp())) for one in days]


def _end(one: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(one + timedelta(days=1), time(), zone)
