"""SPR104 sprint-length: a sprint is shorter or longer than the project allows.

Why: sprints of one rhythm can be compared, and a long one hides for weeks that it fails.
Mend: correct its dates, or the range under `sprint:` in `backlogue.yaml`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    limits = plan.project.sprint
    for sprint in plan.sprints:
        days = (sprint.end - sprint.start).days + 1
        if days < 1 or limits.min_days <= days <= limits.max_days:
            continue
        bound = f"at least {limits.min_days}" if days < limits.min_days else f"at most {limits.max_days}"
        message = f"{sprint.id} lasts {days} calendar day{'' if days == 1 else 's'}; the project allows {bound}"
        yield Finding(sprint.span("end"), message, "correct start or end, or the range under sprint: in backlogue.yaml")


RULE = Rule("SPR104", "sprint-length", Severity.WARNING, check)
