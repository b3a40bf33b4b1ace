"""SPR107 above-velocity: a commitment is above what the team's past sprints delivered.

Why: what a team has delivered forecasts better than what it hopes for. The bound is the mean of the last
`sprint.velocity_window` sprints whose delivery is known, plus `sprint.velocity_margin`; with fewer of them
there is nothing to compare with. Mend: commit to less, or say in the sprint why this time is different.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan
from backlogue.plan.load import ROUNDING, number_shown, points_shown, settled, velocity


def check(plan: Plan) -> Iterator[Finding]:
    window, margin = plan.project.sprint.velocity_window, plan.project.sprint.velocity_margin
    for sprint in plan.sprints:
        if sprint.commitment is None or sprint.team is None or settled(plan, sprint):
            continue
        known = velocity(plan, sprint)
        taken = sum(sprint.commitment.items.values())
        if known is not None and taken > known.most + ROUNDING:
            before = "sprint" if window == 1 else f"{window} sprints"
            past = f"the last {before} of {sprint.team} delivered {points_shown(known.mean)}"
            message = f"{sprint.id} commits to {points_shown(taken)}; {past}{' on average' if window > 1 else ''}"
            hint = f"commit to {points_shown(known.most)} at most ({number_shown(known.mean)} and {margin:.0%})"
            related = tuple(Related(one.span("id"), f"delivered {points_shown(points)}") for one, points in known.past)
            yield Finding(sprint.key_span("commitment"), message, hint, related)


RULE = Rule("SPR107", "above-velocity", Severity.WARNING, check)
