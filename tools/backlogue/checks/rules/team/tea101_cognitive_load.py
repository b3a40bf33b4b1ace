"""TEA101 cognitive-load: a team owns more, or harder, domains than it can keep in mind.

Why: a team that cannot know its systems any more slows down and breaks them. A complex domain takes a team
whole; two complicated ones pull it in two directions; of clear ones two or three are the limit.
Source: Skelton and Pais, Team Topologies. Mend: give a domain to another team, or split it off with people.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import listed
from backlogue.model.team import Team
from backlogue.plan import Plan

MOST = 3


def check(plan: Plan) -> Iterator[Finding]:
    for name, team in plan.project.teams.items():
        said = _words(team)
        if said:
            place = plan.project.key_span("teams", name, "domains")
            yield Finding(
                place, f"team {name} owns {said}", "give a domain to another team, or split one off with people"
            )


def _words(team: Team) -> str:
    """What is too much; empty when it is not."""
    hard = {kind: [name for name, one in team.domains.items() if one == kind] for kind in ("complex", "complicated")}
    if hard["complex"] and len(team.domains) > 1:
        others = [name for name in team.domains if name != hard["complex"][0]]
        return f"the complex domain {hard['complex'][0]} together with {listed(others)}"
    if len(hard["complicated"]) > 1:
        return f"{len(hard['complicated'])} complicated domains: {listed(hard['complicated'])}"
    if len(team.domains) > MOST:
        return f"{len(team.domains)} domains, more than {MOST}: {listed(list(team.domains))}"
    return ""


RULE = Rule("TEA101", "cognitive-load", Severity.WARNING, check)
