"""SPR111 left-open: an item is open, and the sprint it is planned in has ended.

Why: nobody plans it any more, and the board shows it in a sprint that is over.
Mend: carry it to a later sprint, give it back to the backlog (no `sprint`), or close it.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.model import Item, Sprint
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for sprint in plan.sprints:
        if not sprint.start <= sprint.end < plan.today:
            continue
        for item in plan.planned_in(sprint.id):
            if plan.is_open(item) and not _goes_on(plan, item):
                message = f"{item.id} is still {item.status}, and its sprint {sprint.id} ended on {sprint.end}"
                yield Finding(item.span("sprint"), message, _hint(plan, sprint))


def _goes_on(plan: Plan, item: Item) -> bool:
    """Whether a checkpoint plans it in a sprint that is not over."""
    later = (plan.sprint_by_id.get(point.sprint) for point in item.checkpoints)
    return any(sprint is not None and sprint.end >= plan.today for sprint in later)


def _hint(plan: Plan, sprint: Sprint) -> str:
    coming = (one.id for one in plan.sprints_of(sprint.team or "") if one.end >= plan.today)
    following = next(coming, None)
    carry = f"carry it on with sprint: {following}" if following else "carry it to a later sprint"
    return f"{carry}, or delete the line to give it back to the backlog"


RULE = Rule("SPR111", "left-open", Severity.WARNING, check)
