"""SPR106 above-capacity: a sprint takes on more than its people can take, in one discipline or in sum.

Why: a sum that fits hides one discipline with twice its work, and that one decides when the sprint is done.
A commitment above capacity is an error, a plan that is not committed yet a warning.
Mend: take something out, split it, or correct `capacity`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.model import Sprint
from backlogue.plan import Plan
from backlogue.plan.load import ROUNDING, Load, capacity, load, number_shown, points_shown, scope, settled


def check(plan: Plan) -> Iterator[Finding]:
    for sprint in plan.sprints:
        if not sprint.capacity or sprint.end < sprint.start or settled(plan, sprint):
            continue
        if sprint.commitment is None and sprint.end < plan.today:
            continue
        taken = load(plan, sprint)
        room = capacity(plan.project, sprint)
        yield from _disciplines(plan, sprint, taken, room)
        yield from _nobody(plan, sprint, taken)
        whole = sum(room.values())
        alone = len(room) == 1 and not taken.unsplit
        if taken.total > whole + ROUNDING and not alone:
            message = f"{_takes(sprint, taken.total)} in sum, and can take {number_shown(whole)}"
            hint = f"take out {points_shown(taken.total - whole)}, or correct capacity"
            yield Finding(sprint.key_span("capacity"), message, hint, severity=_severity(sprint))


def _disciplines(plan: Plan, sprint: Sprint, taken: Load, room: dict[str, float]) -> Iterator[Finding]:
    for discipline, points in room.items():
        given = taken.split.get(discipline, 0.0)
        if given > points + ROUNDING:
            message = f"{_takes(sprint, given)} of {discipline}, which can take {number_shown(points)}"
            hint = _way_out(plan, sprint, discipline, given - points)
            yield Finding(sprint.span("capacity", discipline), message, hint, severity=_severity(sprint))


def _nobody(plan: Plan, sprint: Sprint, taken: Load) -> Iterator[Finding]:
    """Work for a discipline that the sprint writes no capacity for; an unknown discipline is another rule's."""
    for discipline, given in taken.split.items():
        if given > ROUNDING and discipline not in sprint.capacity and discipline in plan.project.all_disciplines:
            message = f"{_takes(sprint, given)} of {discipline}, for which it writes no capacity"
            hint = f"write {discipline}: under capacity, or take the work out"
            yield Finding(sprint.key_span("capacity"), message, hint, severity=Severity.WARNING)


def _takes(sprint: Sprint, points: float) -> str:
    return f"{sprint.id} {'plans' if sprint.commitment is None else 'commits to'} {points_shown(points)}"


def _severity(sprint: Sprint) -> Severity:
    return Severity.WARNING if sprint.commitment is None else Severity.ERROR


def _way_out(plan: Plan, sprint: Sprint, discipline: str, above: float) -> str:
    """The smallest single item that makes the rest fit, or else the largest part there is."""
    parts = []
    for item_id, points in scope(plan, sprint).items():
        item = plan.item_by_id.get(item_id)
        part = item.estimate.get(discipline, 0.0) if item is not None else 0.0
        if item is not None and part and plan.category(item) != "done":
            parts.append((points * part / sum(item.estimate.values()), item_id))
    enough = sorted(one for one in parts if one[0] >= above - ROUNDING)
    points, item_id = enough[0] if enough else max(parts, default=(0.0, ""))
    example = f", for instance {item_id} ({number_shown(points)})" if item_id else ""
    return f"take out {points_shown(above)}{example}, or correct capacity"


RULE = Rule("SPR106", "above-capacity", Severity.ERROR, check)
