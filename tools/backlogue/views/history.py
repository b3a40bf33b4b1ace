"""A timeline and an item in; what happened to the item, commit by commit, in words, out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backlogue.views.edition import Edition
from backlogue.views.words import number

_BIRTH = ("status", "sprint", "owner", "points", "estimate.")
_LONGEST = 90
_MANY = 3


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
    timeline = edition.lives
    if timeline is None:
        return History((), edition.untold)
    steps: list[Step] = []
    values: dict[str, Any] = {}
    for change in timeline.changes.get(item, ()):
        stamp = timeline.stamps[change.stamp]
        born = not values
        shown = {field: after for field, after in change.fields.items() if not born or field.startswith(_BIRTH)}
        steps.append(Step(edition.day_of(change.stamp), stamp.author, stamp.commit, born, _edits(values, shown)))
        values.update(change.fields)
        if None in change.fields.values():
            values = {field: value for field, value in values.items() if value is not None}
    return History(tuple(steps), "")


def _edits(values: Mapping[str, Any], fields: Mapping[str, Any]) -> tuple[Edit, ...]:
    """Each field; several keys of one map, such as `evidence`, together."""
    groups: dict[str, list[str]] = {}
    for field in fields:
        groups.setdefault(field.partition(".")[0], []).append(field)
    found = []
    for top, names in groups.items():
        if len(names) < _MANY:
            found += [Edit(name, value_words(values.get(name)), value_words(fields[name])) for name in names]
        else:
            inner = {name.partition(".")[2]: name for name in names}
            before = {short: values[name] for short, name in inner.items() if values.get(name) is not None}
            after = {short: fields[name] for short, name in inner.items() if fields[name] is not None}
            found.append(Edit(top, value_words(before or None), value_words(after or None)))
    return tuple(found)


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
