"""An edition in; the last commits that changed the plan, as a feed, out. No clock: dates are the commits'."""

from typing import NamedTuple
from uuid import UUID, uuid5

from backlogue.history import Event, Timeline
from backlogue.views.edition import Edition
from backlogue.views.history import value_words

LAST = 50
# Entries keep their ids for ever: they are made from the commit and this name space alone.
_SPACE = UUID("5c2dcb0a-4d1b-5d1e-9d3a-0b5f1d3c7a61")


class Told(NamedTuple):
    """An item of an entry: its id, its title, whether the entry is its first, and each field before and after."""

    item: str
    title: str
    born: bool
    edits: tuple[tuple[str, str, str], ...]


class FeedEntry(NamedTuple):
    """One commit of the main line. `at` is in seconds since 1970."""

    id: str
    title: str
    author: str
    at: int
    commit: str
    told: tuple[Told, ...]


class Feed(NamedTuple):
    """A feed, newest entry first. Its id is that of the history: its first commit."""

    id: str
    title: str
    at: int
    entries: tuple[FeedEntry, ...]


def feed(edition: Edition) -> Feed | None:
    """None where there is no history to tell."""
    timeline = edition.timeline
    if timeline is None or not timeline.stamps:
        return None
    places = sorted({change.stamp for changes in timeline.changes.values() for change in changes})[-LAST:]
    events = _events(timeline, set(places))
    entries = tuple(_entry(edition, timeline, place, events[place]) for place in reversed(places))
    at = max((entry.at for entry in entries), default=timeline.stamps[-1].at)
    return Feed(_urn(f"history {timeline.stamps[0].commit}"), f"{edition.plan.project.name}: changes", at, entries)


def _events(timeline: Timeline, places: set[int]) -> dict[int, list[Event]]:
    """The events of some commits, by their places, in order of item."""
    place_of = {timeline.stamps[place].commit: place for place in places}
    found: dict[int, list[Event]] = {place: [] for place in places}
    for item in sorted(timeline.changes):
        if timeline.changes[item][-1].stamp >= min(places):
            for event in timeline.events(item):
                place = place_of.get(event.stamp.commit)
                if place is not None:
                    found[place].append(event)
    return found


def _entry(edition: Edition, timeline: Timeline, place: int, events: list[Event]) -> FeedEntry:
    stamp = timeline.stamps[place]
    by_item: dict[str, list[Event]] = {}
    for event in events:
        by_item.setdefault(event.item, []).append(event)
    told = tuple(_told(edition, item, found) for item, found in by_item.items())
    return FeedEntry(_urn(stamp.commit), _title(told), stamp.author, stamp.at, stamp.commit, told)


def _told(edition: Edition, item: str, events: list[Event]) -> Told:
    plan = edition.plan
    entry = plan.item_by_id.get(item) or plan.sprint_by_id.get(item) or plan.increment_by_id.get(item)
    title = str(entry.value("title") or "") if entry is not None else ""
    born = any(one.field == "type" and one.before is None for one in events)
    edits = tuple((one.field, value_words(one.before), value_words(one.after)) for one in events)
    return Told(item, title, born, () if born else edits)


def _title(told: tuple[Told, ...]) -> str:
    """What happened to the first item, and how many more there are."""
    if not told:
        return "Nothing changed"
    first = told[0]
    field, before, after = next((one for one in first.edits if one[0] == "status"), (*first.edits, ("", "", ""))[0])
    what = "new" if first.born else f"{field} {f'{before} → ' if before else ''}{after or 'removed'}"
    more = f", and {len(told) - 1} more" if len(told) > 1 else ""
    return f"{first.item}{f' {first.title}' if first.title else ''}: {what}{more}"


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(_SPACE, name)}"
