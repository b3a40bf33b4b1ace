"""SPR112 no-review: a sprint has ended, and nobody wrote what came of it.

Why: what is not looked at together is not learned from, and later forecasts lack this sprint.
Mend: write a section `## Review`, and `goal_met: true` or `goal_met: false`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for sprint in plan.sprints:
        if not sprint.start <= sprint.end < plan.today:
            continue
        missing = [] if sprint.record.section_text("Review") else ["a review"]
        if sprint.goal_met is None:
            missing.append("goal_met")
        if missing:
            message = f"{sprint.id} ended on {sprint.end} without {' or '.join(missing)}"
            ways = {"goal_met": "goal_met: true or false", "a review": "a section ## Review"}
            yield Finding(sprint.span("id"), message, "write " + ", and ".join(ways[one] for one in missing))


RULE = Rule("SPR112", "no-review", Severity.WARNING, check)
