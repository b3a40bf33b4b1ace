"""TEA108 in-many-teams: somebody is a member of more than two teams.

Why: three sets of meetings leave little time for work, and each team plans with the whole person.
Mend: keep the teams this person works for, and make the rest an interaction or a community.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan

MOST = 2


def check(plan: Plan) -> Iterator[Finding]:
    for person, teams in plan.project.people.items():
        if len(teams) > MOST:
            places = [plan.project.key_span("teams", team, "members", person) for team in teams]
            related = tuple(Related(place, "a member here too") for place in places[:-1])
            message = f"{person} is a member of {len(teams)} teams: {', '.join(teams)}"
            yield Finding(places[-1], message, "keep two at most; a community joins people across teams", related)


RULE = Rule("TEA108", "in-many-teams", Severity.INFO, check)
