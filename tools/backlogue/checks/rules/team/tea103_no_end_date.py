"""TEA103 no-end-date: two teams collaborate, or one facilitates the other, with no end in sight.

Why: both modes cost much attention and are meant to end; what never ends is a missing service or a missing team.
Source: Team Topologies. Mend: write `until`, the day on which both look at it again.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    for name, team in plan.project.teams.items():
        for index, one in enumerate(team.interactions):
            if one.mode != "x-as-a-service" and one.until is None:
                verb = "collaborates with" if one.mode == "collaboration" else "facilitates"
                message = f"team {name} {verb} {one.with_}, and no end date is written"
                hint = "add until: and the day on which both look at it again"
                yield Finding(plan.project.span("teams", name, "interactions", index, "mode"), message, hint)


RULE = Rule("TEA103", "no-end-date", Severity.WARNING, check)
