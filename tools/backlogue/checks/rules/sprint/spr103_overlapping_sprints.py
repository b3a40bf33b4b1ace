"""SPR103 overlapping-sprints: two sprints of one team share days.

Why: the team's people are counted twice, so both capacities are wrong. Mend: start the later one after the other's end.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for team in plan.sprint_teams:
        last = None
        for sprint in plan.sprints_of(team):
            if sprint.end < sprint.start:
                continue
            if last is not None and sprint.start <= last.end:
                message = f"{sprint.id} starts on {sprint.start}, but {last.id} of team {team} runs until {last.end}"
                hint = f"start it after {last.end}, or end {last.id} earlier"
                yield Finding(sprint.span("start"), message, hint, (Related(last.span("end"), f"{last.id} ends here"),))
            if last is None or sprint.end > last.end:
                last = sprint


RULE = Rule("SPR103", "overlapping-sprints", Severity.ERROR, check)
