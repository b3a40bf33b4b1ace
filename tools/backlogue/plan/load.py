"""A sprint in; what it takes on, what it can take and what it delivered, in points, out.

Points of an item with no estimate per discipline belong to no discipline: they count in sums only.
Estimates add up: that of a story with tasks is what the story takes beside its tasks.
"""

from collections.abc import Mapping
from typing import NamedTuple

from backlogue.model import Project, Sprint
from backlogue.model.sprint import PersonDays
from backlogue.plan.calendar import working_days
from backlogue.plan.plan import Plan

# Sums of decimal fractions differ from their written value in the last bits.
ROUNDING = 1e-6


class Load(NamedTuple):
    """Points a sprint takes on: per discipline, and those of no discipline."""

    split: Mapping[str, float]
    unsplit: float

    @property
    def total(self) -> float:
        return sum(self.split.values()) + self.unsplit


def settled(plan: Plan, sprint: Sprint) -> bool:
    """Whether a sprint is history: it was closed, or it has ended and whether its goal was met is written."""
    return closed(sprint) or (sprint.end < plan.today and sprint.goal_met is not None)


def closed(sprint: Sprint) -> bool:
    """Whether what it delivered is written; on its last day, or early where a team gives it up."""
    return sprint.delivered is not None


def scope(plan: Plan, sprint: Sprint) -> dict[str, float]:
    """Points by item id: the commitment with its changes or, before there is one, what is planned and not dropped."""
    if sprint.commitment is None:
        planned = plan.planned_in(sprint.id)
        return {item.id: item.size or 0.0 for item in planned if plan.category(item) != "dropped"}
    taken = dict(sprint.commitment.items)
    for change in sprint.changes:
        if change.add is not None and change.add not in taken:
            added = plan.item_by_id.get(change.add)
            taken[change.add] = (added.size if added is not None else None) or 0.0
        if change.remove is not None:
            taken.pop(change.remove, None)
    return taken


def load(plan: Plan, sprint: Sprint) -> Load:
    """The points of its scope; committed points go to disciplines in the proportion of the item's estimate."""
    split: dict[str, float] = {}
    unsplit = 0.0
    for item_id, points in scope(plan, sprint).items():
        item = plan.item_by_id.get(item_id)
        whole = sum(item.estimate.values()) if item is not None else 0.0
        if item is None or not whole:
            unsplit += points
            continue
        for discipline, part in item.estimate.items():
            split[discipline] = split.get(discipline, 0.0) + points * part / whole
    return Load(split, unsplit)


def capacity(project: Project, sprint: Sprint) -> dict[str, float]:
    """Points each discipline can take: as written, or (people x working days - days off) x points per day."""
    return {name: _points(project, sprint, amount) for name, amount in sprint.capacity.items()}


def delivered(plan: Plan, sprint: Sprint) -> float | None:
    """Points a past sprint delivered; None when nothing written says so, or it has not ended.

    As its file says; else the committed points of items that are done and were not carried elsewhere.
    """
    if sprint.delivered is not None:
        return sum(sprint.delivered.values())
    if sprint.end >= plan.today or sprint.commitment is None:
        return None
    found = ((plan.item_by_id.get(item_id), points) for item_id, points in scope(plan, sprint).items())
    return sum(
        points
        for item, points in found
        if item is not None and item.sprint in (None, sprint.id) and plan.category(item) == "done"
    )


class Velocity(NamedTuple):
    """What a team's last sprints speak for, in points: their mean, the most to commit to, and each of them."""

    mean: float
    most: float
    past: tuple[tuple[Sprint, float], ...]


def velocity(plan: Plan, sprint: Sprint) -> Velocity | None:
    """From the last `velocity_window` sprints before this one whose delivery is known; None when there are fewer.

    The most is their mean and `velocity_margin` of it.
    """
    window, margin = plan.project.sprint.velocity_window, plan.project.sprint.velocity_margin
    found: list[tuple[Sprint, float]] = []
    for other in reversed(plan.sprints_of(sprint.team or "")):
        if len(found) == window:
            break
        points = delivered(plan, other) if other.end < sprint.start else None
        if points is not None:
            found.append((other, points))
    if window == 0 or len(found) < window or plan.project.partial:
        return None
    mean = sum(points for _, points in found) / window
    return Velocity(mean, mean * (1 + margin), tuple(found))


def standing(plan: Plan, sprint: Sprint) -> dict[str, float]:
    """A commitment as far as it still stands, in points by item id; empty when there is none or it is history.

    After its end that is what is still planned in it: what was carried or given back has left it.
    """
    if sprint.commitment is None or settled(plan, sprint):
        return {}
    taken = scope(plan, sprint)
    if sprint.end >= plan.today:
        return taken
    left = {item.id for item in plan.planned_in(sprint.id)}
    return {item_id: points for item_id, points in taken.items() if item_id in left}


def promised(plan: Plan) -> dict[str, str]:
    """Each item of a commitment that stands, and the id of its sprint."""
    return {item_id: sprint.id for sprint in plan.sprints for item_id in standing(plan, sprint)}


def number_shown(points: float) -> str:
    """At most two decimals: 5, 2.5, 0.33."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def points_shown(points: float) -> str:
    """For example 1 point, 2.5 points."""
    number = number_shown(points)
    return f"{number} point{'' if number == '1' else 's'}"


def _points(project: Project, sprint: Sprint, amount: float | PersonDays) -> float:
    if not isinstance(amount, PersonDays):
        return amount
    days = amount.people * working_days(project, sprint.start, sprint.end) - amount.days_off
    return max(0.0, days) * amount.points_per_day
