"""An edition in; the last commits that changed the plan, or those since a moment, as a feed, out. No clock."""

from typing import NamedTuple
from uuid import UUID, uuid5

from backlogue.base import natural
from backlogue.history import Event, Timeline
from backlogue.views.edition import Edition
from backlogue.views.history import value_words

LAST = 50
# Items that an entry names; a commit that wrote ten thousand says so in a number.
MOST = 20
# Entries keep their ids for ever: they are made from the commit and this name space alone.
_SPACE = UUID("5c2dcb0a-4d1b-5d1e-9d3a-0b5f1d3c7a61")


class Told(NamedTuple):
    """An item of an entry: its id, its title, whether the entry is its first, and each field before and after."""

    item: str
    title: str
    born: bool
    edits: tuple[tuple[str, str, str], ...]


class FeedEntry(NamedTuple):
    """One commit of the main line. `at` is in seconds since 1970; `more` items besides those told changed."""

    id: str
    title: str
    author: str
    at: int
    commit: str
    told: tuple[Told, ...]
    more: int


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
    places = sorted({change.stamp for changes in timeline.changes.values() for change in changes})
    places = places[-LAST:] if edition.recent is None else _after(places, len(timeline.stamps) - edition.recent)
    touched = _touched(timeline, set(places))
    entries = tuple(_entry(edition, timeline, place, touched[place]) for place in reversed(places))
    at = max((entry.at for entry in entries), default=timeline.stamps[-1].at)
    return Feed(_urn(f"history {timeline.stamps[0].commit}"), f"{edition.plan.project.name}: changes", at, entries)


def _after(places: list[int], first: int) -> list[int]:
    return [place for place in places if place >= first]


def _touched(timeline: Timeline, places: set[int]) -> dict[int, list[str]]:
    """The items that some commits changed, by the commits' places, in order of id."""
    found: dict[int, list[str]] = {place: [] for place in places}
    for item, changes in timeline.changes.items():
        for change in changes:
            if change.stamp in places:
                found[change.stamp].append(item)
    return {place: sorted(items, key=natural) for place, items in found.items()}


def _entry(edition: Edition, timeline: Timeline, place: int, items: list[str]) -> FeedEntry:
    stamp = timeline.stamps[place]
    told = []
    for item in items[:MOST]:
        events = [event for event in timeline.events(item) if event.stamp.commit == stamp.commit]
        told.append(_told(edition, item, events))
    more = max(0, len(items) - MOST)
    title = _title(told, len(items))
    return FeedEntry(_urn(stamp.commit), title, stamp.author, stamp.at, stamp.commit, tuple(told), more)


def _told(edition: Edition, item: str, events: list[Event]) -> Told:
    plan = edition.plan
    entry = plan.item_by_id.get(item) or plan.sprint_by_id.get(item) or plan.increment_by_id.get(item)
    title = str(entry.value("title") or "") if entry is not None else ""
    born = any(one.field == "type" and one.before is None for one in events)
    edits = tuple((one.field, value_words(one.before), value_words(one.after)) for one in events)
    return Told(item, title, born, () if born else edits)


def _title(told: list[Told], items: int) -> str:
    """What happened to the first item, and how many more there are."""
    if not told:
        return "Nothing changed"
    first = told[0]
    field, before, after = next((one for one in first.edits if one[0] == "status"), (*first.edits, ("", "", ""))[0])
    what = "new" if first.born else f"{field} {f'{before} → ' if before else ''}{after or 'removed'}"
    more = f", and {items - 1} more" if items > 1 else ""
    return f"{first.item}{f' {first.title}' if first.title else ''}: {what}{more}"


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(_SPACE, name)}"
