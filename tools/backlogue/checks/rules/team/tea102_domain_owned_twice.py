"""TEA102 domain-owned-twice: two teams own the same domain.

Why: each change needs both, and each waits for the other to notice. Source: Team Topologies.
Mend: let one own it; the other collaborates for a time, or consumes it as a service.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for name, team in plan.project.teams.items():
        for domain in team.domains:
            first = owners.setdefault(domain, name)
            if first != name:
                message = f"domain {domain} belongs to team {name} and to team {first}"
                hint = "let one team own it; the other can have an interaction"
                here, there = (plan.project.key_span("teams", one, "domains", domain) for one in (name, first))
                yield Finding(here, message, hint, (Related(there, f"team {first} owns it here"),))


RULE = Rule("TEA102", "domain-owned-twice", Severity.WARNING, check)
