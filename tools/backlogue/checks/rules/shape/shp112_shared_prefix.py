"""SHP112 shared-prefix: two teams give their items the same prefix.

Why: both would number their items independently and one day make the same id.
Mend: give one of the teams another `prefix`; ids that exist stay as they are.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name, team in plan.project.teams.items():
        if team.prefix is None:
            continue
        other = first.setdefault(team.prefix, name)
        if other != name:
            related = (Related(plan.project.span("teams", other, "prefix"), f"the prefix of {other}"),)
            message = f"team {name} has the prefix {team.prefix}, and so has team {other}"
            yield Finding(plan.project.span("teams", name, "prefix"), message, "give one of them another", related)


RULE = Rule("SHP112", "shared-prefix", Severity.ERROR, check)
