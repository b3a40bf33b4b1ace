"""A sprint in; its course day by day as a page shows it, what moved its scope, and what it said and did, out."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from backlogue.flow import Pace, SayDo
from backlogue.model import Sprint
from backlogue.views.edition import Edition
from backlogue.views.page import file_name
from backlogue.views.words import count, day, number


@dataclass(frozen=True, slots=True)
class Point:
    """The end of a working day; the first is the start. Figures are None for days to come; `ideal` is points left."""

    day: str
    date: str
    scope: float | None
    done: float | None
    left: float | None
    items: int | None
    items_done: int | None
    ideal: float
    change: float


@dataclass(frozen=True, slots=True)
class Burn:
    """A sprint's course. `committed` says whether its start is a commitment or only what was planned."""

    committed: bool
    points: tuple[Point, ...]


class Moved(NamedTuple):
    """A change of the scope after the commitment: by how many points is None where no history tells."""

    day: date
    item: str
    kind: str
    points: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What a past sprint said and did. `percent` is kept of committed; `source` says in words how that is known."""

    sprint: str
    path: str
    committed: float
    items: int
    kept: float
    items_kept: int
    delivered: float
    items_delivered: int
    percent: float | None
    mean: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Pacing:
    """A team's past sprints, oldest first; its velocity is the `mean` of the last `window`, None before that many."""

    team: str
    window: int
    mean: float | None
    sprints: tuple[Promise, ...]


_SOURCES = {
    "file": "as the sprint's file says",
    "history": "done on the main line by the end of its last day",
    "plan": "done now and not carried on; no history tells what was done by the sprint's end",
}


def burn(edition: Edition, sprint: Sprint) -> Burn | None:
    """None for a sprint that has not begun, or where there is no history."""
    course = edition.courses.get(sprint.id)
    if course is None:
        return None
    changes: dict[object, float] = {}
    for move in course.moves:
        changes[move.day] = changes.get(move.day, 0.0) + move.points
    first = course.first
    start = Point(
        "Start", first.day.isoformat(), first.scope, first.done, first.left, first.items, first.items_done,
        course.ideal(0), 0.0,
    )  # fmt: skip
    points, marks = [start], {mark.day: mark for mark in course.marks}
    for place, one in enumerate(course.days, 1):
        mark = marks.get(one)
        points.append(
            Point(
                day(one),
                one.isoformat(),
                mark.scope if mark else None,
                mark.done if mark else None,
                mark.left if mark else None,
                mark.items if mark else None,
                mark.items_done if mark else None,
                course.ideal(place),
                changes.get(one, 0.0),
            )
        )
    return Burn(course.committed, tuple(points))


def moved(edition: Edition, sprint: Sprint) -> tuple[Moved, ...]:
    """What moved the scope, as history tells it; without one what the sprint's file says."""
    course = edition.courses.get(sprint.id)
    if course is not None:
        return tuple(Moved(*move) for move in course.moves)
    return tuple(
        Moved(one.on, name, kind, None, one.reason)
        for one in sprint.changes
        for kind, name in (("added", one.add), ("removed", one.remove))
        if name
    )


def pacing(edition: Edition, team: str, last: Sprint | None = None, most: int = 8) -> Pacing | None:
    """A team's sprints up to `last`, or all of them; None when none of them is over."""
    paces = edition.paces(team)
    if last is not None:
        paces = tuple(pace for pace in paces if (pace.sprint.end, pace.sprint.id) <= (last.end, last.id))
    if not paces:
        return None
    window = edition.plan.project.sprint.velocity_window
    return Pacing(edition.team(team), window, paces[-1].mean, tuple(_promise(pace) for pace in paces[-most:]))


def promise(edition: Edition, sprint: Sprint) -> Promise | None:
    """What a sprint said and did; None while it runs or where it never committed."""
    said = edition.said.get(sprint.id)
    return _promise(Pace(sprint, said, None)) if said is not None else None


def _promise(pace: Pace) -> Promise:
    said: SayDo = pace.said
    return Promise(
        pace.sprint.name,
        f"sprints/{file_name(pace.sprint.id)}.html",
        said.committed,
        said.items,
        said.kept,
        said.items_kept,
        said.delivered,
        said.items_delivered,
        said.percent,
        pace.mean,
        _SOURCES[said.source],
    )


def kept_words(one: Promise) -> str:
    """For example: 11 of 15 points kept (73 %), 2 of 3 items; 14 points delivered in all."""
    share = f" ({one.percent:.0f} %)" if one.percent is not None else ""
    more = f"; {count(one.delivered, 'point')} delivered in all" if one.delivered != one.kept else ""
    items = f", {one.items_kept} of {count(one.items, 'item')}"
    return f"{number(one.kept)} of {count(one.committed, 'point')} kept{share}{items}{more}"
