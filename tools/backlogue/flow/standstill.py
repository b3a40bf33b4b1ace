"""A timeline and items in; the working days on which each stood still, waiting or blocked, out.

An item counts for a working day by what the main line had at that day's end. Waiting: in a state of category waiting.
Blocked: not waiting, not done or dropped, and an item that it depends on was still open. Calendar: the project's
working days, first and last included; days before its file, or to come, count for nothing.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from backlogue.flow.scope import category
from backlogue.flow.walk import Walk, day_ends
from backlogue.history import Timeline
from backlogue.model import Project
from backlogue.plan.calendar import each_working_day

_OVER = ("done", "dropped")


class Standstill(NamedTuple):
    """An item's days: waiting, blocked, and by which items; `reasons` are what it waited for, as was written."""

    item: str
    waiting: int
    blocked: int
    by: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def days(self) -> int:
        return self.waiting + self.blocked


def standstills(
    timeline: Timeline, project: Project, items: Iterable[str], first: date, last: date
) -> tuple[Standstill, ...]:
    """The items that stood still on one working day at least, in the order given."""
    names = list(dict.fromkeys(items))
    walk = Walk(timeline, dict.fromkeys((*names, *_ever_needed(timeline, names))))
    waiting, blocked = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    by: dict[str, dict[str, None]] = {name: {} for name in names}
    reasons: dict[str, dict[str, None]] = {name: {} for name in names}
    for end in day_ends(timeline, each_working_day(project, first, last), project.time_zone):
        walk.to(end)
        for name in names:
            fields = walk[name]
            state = category(project, fields) if fields else "done"
            if state == "waiting":
                waiting[name] += 1
                reasons[name].update({str(fields["waiting_for"]): None} if fields.get("waiting_for") else {})
            elif state not in _OVER:
                held = [other for other in _needed(fields.get("depends_on")) if _open(project, walk, other)]
                blocked[name] += bool(held)
                by[name].update(dict.fromkeys(held))
    found = (Standstill(one, waiting[one], blocked[one], tuple(by[one]), tuple(reasons[one])) for one in names)
    return tuple(one for one in found if one.days)


def _ever_needed(timeline: Timeline, names: Iterable[str]) -> list[str]:
    changes = (change for name in names for change in timeline.changes.get(name, ()))
    return [other for change in changes for other in _needed(change.fields.get("depends_on"))]


def _needed(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _open(project: Project, walk: Walk, name: str) -> bool:
    fields = walk[name]
    return bool(fields) and category(project, fields) not in _OVER
