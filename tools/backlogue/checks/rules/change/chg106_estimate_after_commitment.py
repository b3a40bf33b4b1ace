"""CHG106 estimate-after-commitment: the estimate of an item changes after a sprint committed to it.

Why: the sprint's load, velocity and say/do would change after the promise was made.
Mend: keep the estimate until the sprint ends and note in the item what it really took.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import PlanChange, Rule


def check(change: PlanChange) -> Iterator[Finding]:
    promised = {
        name: sprint
        for sprint in change.before.sprints
        if sprint.commitment is not None and sprint.end >= change.before.today
        for name in sprint.commitment.items
    }
    for one in change.difference.items:
        old, new = change.before.item_by_id.get(one.id), change.after.item_by_id.get(one.id)
        if one.id in promised and old is not None and new is not None and old.size != new.size:
            key = "estimate" if new.estimate else "points"
            change_of = f"its estimate changes from {_points(old.size)} to {_points(new.size)}"
            message = f"{one.id} is committed in {promised[one.id].id}; {change_of}"
            yield Finding(new.span(key), message, "keep the estimate until the sprint has ended")


def _points(size: float | None) -> str:
    return "none" if size is None else f"{size:g}"


RULE = Rule("CHG106", "estimate-after-commitment", Severity.WARNING, on_change=check)
