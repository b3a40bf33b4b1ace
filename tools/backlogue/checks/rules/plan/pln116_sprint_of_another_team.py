"""PLN116 sprint-of-another-team: an open item of one team is planned in a sprint of another.

Why: it takes capacity from a team that may not know of it, and is missing where its own team looks.
Mend: correct `team` or `sprint`; work that two teams share is split in two.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    team_of = {name: sprint.team for name, sprint in plan.sprint_by_id.items()}
    for item in plan.items:
        if item.sprint is None or item.team is None:
            continue
        other = team_of.get(item.sprint)
        if other is None or other == item.team or not plan.is_open(item):
            continue
        message = f"{item.id} is work of team {item.team} in a sprint of team {other}"
        running = next((s.id for s in plan.sprints_of(item.team) if s.end >= plan.today), None)
        hint = f"did you mean {running}?" if running else "correct team or sprint"
        related = (Related(plan.sprint_by_id[item.sprint].span("team"), f"the team of {item.sprint}"),)
        yield Finding(item.span("sprint"), message, hint, related)


RULE = Rule("PLN116", "sprint-of-another-team", Severity.WARNING, check)
