"""SPR105 outside-increment: a sprint does not lie within the increment it belongs to.

Why: its objectives would be planned on days the increment does not have.
Mend: correct the dates of the sprint or the increment, or the sprint's `increment`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for sprint in plan.sprints:
        around = plan.increment_by_id.get(sprint.increment) if sprint.increment is not None else None
        if around is None or around.end < around.start or sprint.end < sprint.start:
            continue
        if around.start <= sprint.start and sprint.end <= around.end:
            continue
        key, where = ("start", "starts before") if sprint.start < around.start else ("end", "ends after")
        if sprint.end < around.start or sprint.start > around.end:
            where = "lies outside"
        message = f"{sprint.id} {where} its increment {around.id}, which runs from {around.start} to {around.end}"
        fits = (one.id for one in plan.increments if one.start <= sprint.start <= sprint.end <= one.end)
        fitting = next(fits, None)
        hint = f"did you mean increment: {fitting}?" if fitting else f"correct the dates, or increment: in {sprint.id}"
        yield Finding(sprint.span(key), message, hint, (Related(around.span(key), f"{around.id} {key}s here"),))


RULE = Rule("SPR105", "outside-increment", Severity.WARNING, check)
