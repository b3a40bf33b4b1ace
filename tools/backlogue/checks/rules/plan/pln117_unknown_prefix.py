"""PLN117 unknown-prefix: an item's id begins with a prefix that no team has.

Nothing is said unless every team declares its prefix.

Why: it is mostly a slip of the pen, and an id can never be changed once others know it.
Mend: correct the id while it is new; or ignore the rule for items from an earlier tool.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    teams = plan.project.teams.values()
    known = {team.prefix for team in teams if team.prefix is not None}
    if not known or len(known) < len(teams) or plan.project.partial:
        return
    for item in plan.items:
        prefix = item.id.partition("-")[0]
        if prefix not in known and plan.is_open(item):
            yield Finding(item.span("id"), f"no team has the prefix {prefix}", suggest(prefix, sorted(known)))


RULE = Rule("PLN117", "unknown-prefix", Severity.INFO, check)
