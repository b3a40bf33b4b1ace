"""TEA106 no-review-cadence: a kanban or hybrid team does not say how often it reviews its work.

Why: without sprints nothing else makes it stop and look. Mend: write `review_every` with a number of days.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    for name, team in plan.project.teams.items():
        if team.method != "scrum" and not team.review_every:
            message = f"team {name} works by {team.method} and has no review_every"
            yield Finding(
                plan.project.span("teams", name, "method"), message, "add review_every: and the days between reviews"
            )


RULE = Rule("TEA106", "no-review-cadence", Severity.WARNING, check)
