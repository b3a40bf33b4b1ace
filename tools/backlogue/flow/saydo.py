"""A past sprint in; what it said it would do and what it did, in points and items, out.

Committed: the commitment as it was made. Delivered: what the sprint's file says under `delivered`; where it
does not, the items of its scope that were done at the end of its last day; without a history to tell that, those
that are done now and were not carried elsewhere. Kept: the part of the commitment that was delivered, at the
points it was committed with. A failed experiment with a learning is done (see `scope.is_done`).
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from backlogue.flow.course import Course
from backlogue.model import Sprint
from backlogue.plan import Plan
from backlogue.plan.load import closed, scope

Source = Literal["file", "history", "plan"]


class SayDo(NamedTuple):
    """Points and items: committed, the part of it that was kept, and all that was delivered; and who says so."""

    committed: float
    items: int
    kept: float
    items_kept: int
    delivered: float
    items_delivered: int
    source: Source

    @property
    def percent(self) -> float | None:
        """Kept of committed, in points where there are any, in items otherwise; None when nothing was committed."""
        if self.committed:
            return 100 * self.kept / self.committed
        return 100 * self.items_kept / self.items if self.items else None


def say_do(plan: Plan, sprint: Sprint, course: Course | None) -> SayDo | None:
    """None while the sprint runs, and for one that never committed."""
    if sprint.commitment is None or not (closed(sprint) or sprint.end < plan.today):
        return None
    said = sprint.commitment.items
    did, source = _delivered(plan, sprint, course)
    kept = [name for name in said if name in did]
    return SayDo(
        sum(said.values()), len(said), sum(said[name] for name in kept), len(kept), sum(did.values()), len(did), source
    )


def _delivered(plan: Plan, sprint: Sprint, course: Course | None) -> tuple[Mapping[str, float], Source]:
    if sprint.delivered is not None:
        return sprint.delivered, "file"
    if course is not None:
        return {name: work.points for name, work in course.works.items() if work.done}, "history"
    done = {}
    for name, points in scope(plan, sprint).items():
        item = plan.item_by_id.get(name)
        if item is not None and item.sprint in (None, sprint.id) and plan.category(item) == "done":
            done[name] = points
    return done, "plan"
