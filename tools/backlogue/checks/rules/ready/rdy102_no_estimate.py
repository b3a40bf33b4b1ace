"""RDY102 no-estimate: a story or bug is ready or started and has no estimate.

Only in a project without definitions of ready of its own, and not for teams that work by kanban.

Why: a sprint cannot be filled with work of unknown size. Mend: add `points`, or `estimate` per discipline.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.rules.ready._due import undefined
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    likes = plan.project.item_types
    flowing = {name for name, team in plan.project.teams.items() if team.method == "kanban"}
    for item in undefined(plan):
        if likes[item.type] in ("story", "bug") and item.size is None and item.team not in flowing:
            message = f"{item.id} is {item.status} and has no estimate"
            yield Finding(item.span("status"), message, "add points:, or estimate: with points per discipline")


RULE = Rule("RDY102", "no-estimate", Severity.WARNING, check)
