"""TEA105 team-size: a team has fewer or more members than the project wants.

Why: two people cannot cover for each other, and in a large group trust and talk break up into smaller ones.
The range is `team_size` of `backlogue.yaml`; a team that lists no members is not judged.
Mend: split or join teams, or change the range.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    size = plan.project.team_size
    for name, team in plan.project.teams.items():
        people = len(team.members)
        if people and not size.min <= people <= size.max:
            members = "1 member" if people == 1 else f"{people} members"
            message = f"team {name} has {members}; the project wants {size.min} to {size.max}"
            hint = "join it with another team" if people < size.min else "split it along its domains"
            yield Finding(plan.project.key_span("teams", name, "members"), message, f"{hint}, or change team_size")


RULE = Rule("TEA105", "team-size", Severity.WARNING, check)
