"""A timeline and an item in; what happened to the item, commit by commit, in words, out."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from backlogue.history import Event
from backlogue.views.edition import Edition
from backlogue.views.words import day, number

_BIRTH = ("status", "sprint", "owner", "points", "estimate.")
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of one commit, in words; `before` and `after` are empty where it had, or has, no value."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one commit did to an item: the day the main line had it, whose commit it was, and each field."""

    day: str
    author: str
    commit: str
    born: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class History:
    """An item's steps, oldest first; `untold` is a sentence where its history is not known."""

    steps: tuple[Step, ...]
    untold: str


def history(edition: Edition, item: str) -> History:
    """Every change of the item's keys on the main line. Of its first version only what people ask for is named."""
    timeline = edition.timeline
    if timeline is None:
        return History((), edition.untold)
    zone = ZoneInfo(edition.plan.project.time_zone)
    steps: list[Step] = []
    for stamp, events in groupby(timeline.events(item), key=lambda event: event.stamp):
        found = list(events)
        born = not steps or (any(one.field == "type" for one in found) and all(one.before is None for one in found))
        shown = [one for one in found if not born or one.field.startswith(_BIRTH)]
        when = day(datetime.fromtimestamp(stamp.at, zone).date())
        steps.append(Step(when, stamp.author, stamp.commit, born, tuple(map(_edit, shown))))
    return History(tuple(steps), "")


def _edit(event: Event) -> Edit:
    return Edit(event.field, value_words(event.before), value_words(event.after))


def value_words(value: Any) -> str:
    """A value of front matter in a few words; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value) if abs(value) >= 0.01 or value == 0 else repr(value)
    if isinstance(value, list):
        text = ", ".join(value_words(one) for one in value) or "empty"
    elif isinstance(value, dict):
        text = ", ".join(f"{name} {value_words(one)}" for name, one in value.items())
    else:
        text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
