"""TEA107 no-discipline: a member has no discipline, and the team estimates per discipline.

Why: the capacity that this person brings belongs to no figure. Mend: write `discipline`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    estimating: set[str | None] | None = None
    for name, team in plan.project.teams.items():
        for person, member in team.members.items():
            if member.discipline is not None:
                continue
            if estimating is None:
                estimating = {item.team for item in plan.items if item.estimate}
            if name in estimating:
                known = ", ".join(plan.project.all_disciplines)
                message = f"{person} of team {name} has no discipline, and the team estimates per discipline"
                hint = f"write one of {known}" if known else "add discipline:"
                yield Finding(plan.project.key_span("teams", name, "members", person), message, hint)


RULE = Rule("TEA107", "no-discipline", Severity.INFO, check)
