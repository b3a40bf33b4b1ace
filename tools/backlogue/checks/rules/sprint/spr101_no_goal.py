"""SPR101 no-goal: a sprint has no goal.

Why: without one nobody can say what to give up when time gets short, or whether the sprint succeeded.
Mend: write `goal:` with the one thing that will be true at its end.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for sprint in plan.sprints:
        if sprint.goal is None or not sprint.goal.strip():
            yield Finding(sprint.span("id"), f"{sprint.id} has no goal", "add goal: and what will be true at its end")


RULE = Rule("SPR101", "no-goal", Severity.WARNING, check)
