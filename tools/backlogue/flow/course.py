"""A timeline and sprints in; the course of each sprint, working day by working day, out: burndown and burnup.

Start: the commitment, or what was planned by the end of the first working day where there is none. A day's
figures are those of its end; what happens on a day off counts on the working day after it, at the sprint's
end on the last one. Points of a committed item are those of the commitment, of one that was added later its
estimate. Remaining is scope less done.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from backlogue.flow.scope import NOTHING, Paper, Scope, Work, category, is_done, paper_of
from backlogue.flow.walk import Walk, day_ends
from backlogue.history import Timeline
from backlogue.model import Project, Sprint
from backlogue.plan.calendar import each_working_day

Kind = Literal["added", "removed", "dropped", "estimated anew"]
_EVEN = 1e-9


class Mark(NamedTuple):
    """The end of a working day: points and items of the scope, and how many of them are done."""

    day: date
    scope: float
    done: float
    items: int
    items_done: int

    @property
    def left(self) -> float:
        return self.scope - self.done


class Move(NamedTuple):
    """A change of the scope: on which day the main line had it, which item, by how many points, and why (or empty)."""

    day: date
    item: str
    kind: Kind
    points: float
    reason: str


class Course(NamedTuple):
    """A sprint from its start to its end or today.

    `days` are all its working days; `marks` has those past, from the one on which the main line first had its file.
    """

    committed: bool
    first: Mark
    marks: tuple[Mark, ...]
    days: tuple[date, ...]
    moves: tuple[Move, ...]
    works: Mapping[str, Work]

    def ideal(self, place: int) -> float:
        """Points left after so many working days, were the same number done on each of them."""
        return self.first.scope * (1 - place / len(self.days))


def courses(timeline: Timeline, project: Project, sprints: Iterable[Sprint], today: date) -> dict[str, Course]:
    """The course of each sprint that has begun and is on the main line, by id; none of one without a working day."""
    ever = _ever_planned(timeline)
    found = {}
    for sprint in sprints:
        days = each_working_day(project, sprint.start, sprint.end) if sprint.start <= today else ()
        if days and days[0] <= today:
            course = _course(timeline, project, sprint, days, today, ever.get(sprint.id, set()))
            if course is not None:
                found[sprint.id] = course
    return found


def _ever_planned(timeline: Timeline) -> dict[str, set[str]]:
    """For each sprint, the items that were planned in it at any time."""
    found: dict[str, set[str]] = {}
    for name, changes in timeline.changes.items():
        for change in changes:
            sprint = change.fields.get("sprint")
            if isinstance(sprint, str):
                found.setdefault(sprint, set()).add(name)
    return found


def _course(
    timeline: Timeline, project: Project, sprint: Sprint, days: tuple[date, ...], today: date, planned: set[str]
) -> Course | None:
    promised, final = _promised(timeline, sprint.id)
    names = planned | promised
    walk = Walk(timeline, {*names, sprint.id})
    scope = Scope(project, sprint.id, sorted(names), final)
    before = day_ends(timeline, [sprint.start - timedelta(days=1)], project.time_zone)[0]
    walk.to(before)
    done_before = {name for name in names if is_done(project, walk[name])}
    past = [one for one in days if one <= today]
    # What is done on a day off after the last working day still belongs to the sprint.
    ends = [min(sprint.end, today) if one == days[-1] else one for one in past]
    first: dict[str, Work] = {}
    works: dict[str, Work] = {}
    paper = NOTHING
    marks: list[Mark] = []
    moves: list[Move] = []
    for one, end in zip(past, day_ends(timeline, ends, project.time_zone), strict=True):
        walk.to(end)
        if not walk[sprint.id]:
            continue
        paper = paper_of(walk[sprint.id])
        now = scope.at(walk, paper, last=one == days[-1])
        if not marks:
            first = {name: Work(points, name in done_before) for name, points in _taken_on(paper, now).items()}
            works = first
        dropped = {name for name in works.keys() - now.keys() if category(project, walk[name]) == "dropped"}
        moves += _moves(one, works, now, final, dropped)
        marks.append(_mark(one, now))
        works = now
    if not marks:
        return None
    return Course(paper.committed is not None, _mark(past[0], first), tuple(marks), days, tuple(moves), works)


def _taken_on(paper: Paper, now: Mapping[str, Work]) -> dict[str, float]:
    """The commitment as it was made; without one by the end of the first day, what was planned then."""
    return dict(paper.committed) if paper.committed is not None else {name: work.points for name, work in now.items()}


def _promised(timeline: Timeline, sprint: str) -> tuple[set[str], Paper]:
    """Every item that some version of a sprint's file speaks of, and what the last version says."""
    found: set[str] = set()
    walk, paper = Walk(timeline, [sprint]), NOTHING
    for change in timeline.changes.get(sprint, ()):
        walk.to(change.stamp)
        paper = paper_of(walk[sprint])
        found.update(paper.committed or (), paper.added, paper.removed)
    return found, paper


def _mark(day: date, works: Mapping[str, Work]) -> Mark:
    done = [work.points for work in works.values() if work.done]
    return Mark(day, sum(work.points for work in works.values()), sum(done), len(works), len(done))


def _moves(day: date, was: Mapping[str, Work], now: Mapping[str, Work], paper: Paper, dropped: set[str]) -> list[Move]:
    found = []
    for name in sorted(was.keys() | now.keys()):
        if name not in was:
            found.append(Move(day, name, "added", now[name].points, paper.reasons.get((name, "add"), "")))
        elif name not in now:
            kind: Kind = "dropped" if name in dropped else "removed"
            found.append(Move(day, name, kind, -was[name].points, paper.reasons.get((name, "remove"), "")))
        elif abs(now[name].points - was[name].points) > _EVEN:
            found.append(Move(day, name, "estimated anew", now[name].points - was[name].points, ""))
    return found
