"""A timeline in; what a log shows, as frozen data with days in the project's time zone, out."""

from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from backlogue.history import Event, Timeline


class Entry(NamedTuple):
    """One field of one item at one commit. `at` and `authored` are ISO 8601 with offset."""

    at: str
    commit: str
    author: str
    authored: str
    item: str
    field: str
    before: Any
    after: Any


class Log(NamedTuple):
    """What happened to an item, or to a sprint and everything that was ever planned in it; oldest first."""

    id: str
    events: tuple[Entry, ...]
    of_sprint: bool = False


def item_log(timeline: Timeline, item: str, zone: str) -> Log:
    """Every change of every field of one item."""
    return Log(item, tuple(_entry(event, ZoneInfo(zone)) for event in timeline.events(item)))


def sprint_log(timeline: Timeline, sprint: str, zone: str) -> Log:
    """Changes of a sprint's own file, and of each item while it was planned in it, came to it or left it."""
    found: list[Event] = list(timeline.events(sprint))
    for item, changes in timeline.changes.items():
        if any(change.fields.get("sprint") == sprint for change in changes):
            found.extend(_while_in(timeline, item, sprint))
    order = {stamp.commit: number for number, stamp in enumerate(timeline.stamps)}
    found.sort(key=lambda event: (order[event.stamp.commit], event.item != sprint, event.item))
    return Log(sprint, tuple(_entry(event, ZoneInfo(zone)) for event in found), of_sprint=True)


def _while_in(timeline: Timeline, item: str, sprint: str) -> list[Event]:
    """An item's events of those commits before or after which it was in the sprint."""
    found: list[Event] = []
    inside = False
    batch: list[Event] = []
    for event in [*timeline.events(item), None]:
        if batch and (event is None or event.stamp is not batch[0].stamp):
            moved = next((one.after for one in batch if one.field == "sprint"), sprint if inside else None)
            if inside or moved == sprint:
                found.extend(batch)
            inside, batch = moved == sprint, []
        if event is not None:
            batch.append(event)
    return found


def _entry(event: Event, zone: ZoneInfo) -> Entry:
    stamp = event.stamp
    return Entry(
        _iso(stamp.at, zone),
        stamp.commit,
        stamp.author,
        _iso(stamp.authored, zone),
        event.item,
        event.field,
        event.before,
        event.after,
    )


def _iso(seconds: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(seconds, zone).isoformat()
