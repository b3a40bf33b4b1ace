"""TEA104 interaction-over: an interaction of two teams was to end on a day that is past.

Why: either it has ended, and others still plan with it, or it goes on without anybody having decided so.
Mend: delete it, turn it into x-as-a-service, or agree on a new day.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for name, team in plan.project.teams.items():
        for index, one in enumerate(team.interactions):
            if one.until is not None and one.until < plan.today:
                message = f"{one.mode} of team {name} with {one.with_} was to end on {one.until}"
                hint = "delete it, make it x-as-a-service, or agree on a new day"
                yield Finding(plan.project.span("teams", name, "interactions", index, "until"), message, hint)


RULE = Rule("TEA104", "interaction-over", Severity.WARNING, check)
