"""A value that means a day (`today + 7d`, `end of sprint`) in; the day it is for a plan or an item out."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from backlogue.model import Item, Sprint
from backlogue.plan.plan import Plan
from backlogue.plan.query.syntax import Value

_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
# Periods of the calendar are the same for every item; a sprint is the item's own, or its team's current one.
CALENDAR = ("week", "month", "quarter", "year")
MOMENTS = ("current", "next", "previous")
PERIODS = (*CALENDAR, "sprint", "increment")


def is_day(value: Value) -> bool:
    """Whether a value can mean a day at all."""
    return bool(value.edge and value.text in PERIODS) or _anchor(value, date(2000, 1, 1)) is not None


def day_of(value: Value, plan: Plan) -> date | Callable[[Item], date | None] | None:
    """The day a value means; a function where it depends on the item; None where it is no day."""
    if value.edge and value.text in ("sprint", "increment"):
        return _of_item(value, plan)
    anchor = _edge(value, plan.today) if value.edge else _anchor(value, plan.today)
    return None if anchor is None else _moved(anchor, value)


def at_moment(entries: Iterable[Any], moment: str, today: date) -> set[str]:
    """The sprints (or increments) that are current, or next or previous for their team, by id."""
    if moment == "current":
        return {entry.id for entry in entries if entry.start <= today <= entry.end}
    found: dict[Any, Any] = {}
    for entry in sorted(entries, key=lambda one: (one.start, one.id), reverse=moment == "next"):
        if entry.start > today if moment == "next" else entry.end < today:
            found[getattr(entry, "team", None)] = entry
    return {entry.id for entry in found.values()}


def _anchor(value: Value, today: date) -> date | None:
    word = value.text.lower()
    if word in _NEAR:
        return _by(today, _NEAR[word])
    if len(word) != 10 or not word.isascii():
        return None
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def _edge(value: Value, today: date) -> date | None:
    """The first or last day of the week (from Monday), month, quarter or year that a day lies in."""
    first, last = value.edge == "start", value.text
    if last == "week":
        return _by(today, -today.weekday() if first else 6 - today.weekday())
    if last not in CALENDAR:
        return None
    months = {"month": 1, "quarter": 3, "year": 12}[last]
    begin = (today.month - 1) // months * months + 1
    if first:
        return date(today.year, begin, 1)
    end = begin + months - 1
    return date(today.year, end, monthrange(today.year, end)[1])


def _of_item(value: Value, plan: Plan) -> Callable[[Item], date | None]:
    current: dict[str | None, Sprint] = {}
    for sprint in sorted(plan.sprints, key=lambda one: (one.start, one.id)):
        if sprint.start <= plan.today <= sprint.end:
            current.setdefault(sprint.team, sprint)

    def day(item: Item) -> date | None:
        sprint = plan.sprint_by_id.get(item.sprint or "") or current.get(item.team)
        if sprint is None:
            return None
        entry = sprint if value.text == "sprint" else plan.increment_by_id.get(sprint.increment or "")
        return None if entry is None else _moved(entry.start if value.edge == "start" else entry.end, value)

    return day


def _moved(day: date, value: Value) -> date:
    for amount, unit in value.shifts:
        if unit in "dw":
            day = _by(day, amount * (7 if unit == "w" else 1))
        else:
            day = _months(day, amount * (12 if unit == "y" else 1))
    return day


def _by(day: date, days: int) -> date:
    """A day some days away; the calendar's first or last where it would leave the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _months(day: date, months: int) -> date:
    """The same day of another month, or its last where it has fewer days."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
