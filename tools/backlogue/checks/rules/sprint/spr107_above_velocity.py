"""SPR107 above-velocity: a commitment is above what the team's past sprints delivered.

Why: what a team has delivered forecasts better than what it hopes for. The bound is the mean of the last
`sprint.velocity_window` sprints whose delivery is known, plus `sprint.velocity_margin`; with fewer of them
there is nothing to compare with. Mend: commit to less, or say in the sprint why this time is different.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.model import Sprint
from backlogue.plan import Plan
from backlogue.plan.load import ROUNDING, delivered, number_shown, points_shown, settled


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    window, margin = plan.project.sprint.velocity_window, plan.project.sprint.velocity_margin
    for sprint in plan.sprints:
        if window == 0 or sprint.commitment is None or sprint.team is None or settled(plan, sprint):
            continue
        past = _past(plan, sprint, sprint.team, window)
        if len(past) < window:
            continue
        mean = sum(points for _, points in past) / window
        taken = sum(sprint.commitment.items.values())
        if taken > mean * (1 + margin) + ROUNDING:
            before = "sprint" if window == 1 else f"{window} sprints"
            known = f"the last {before} of {sprint.team} delivered {points_shown(mean)}"
            message = f"{sprint.id} commits to {points_shown(taken)}; {known}{' on average' if window > 1 else ''}"
            hint = f"commit to {points_shown(mean * (1 + margin))} at most ({number_shown(mean)} and {margin:.0%})"
            related = tuple(Related(one.span("id"), f"delivered {points_shown(points)}") for one, points in past)
            yield Finding(sprint.key_span("commitment"), message, hint, related)


def _past(plan: Plan, sprint: Sprint, team: str, window: int) -> list[tuple[Sprint, float]]:
    """The last sprints before this one whose delivery is known, at most `window`, latest first."""
    found: list[tuple[Sprint, float]] = []
    for other in reversed(plan.sprints_of(team)):
        if len(found) == window:
            break
        points = delivered(plan, other) if other.end < sprint.start else None
        if points is not None:
            found.append((other, points))
    return found


RULE = Rule("SPR107", "above-velocity", Severity.WARNING, check)
