"""SPR110 item-too-large: one item takes more than its share of a sprint's capacity.

Why: a large item is done on the last day or not at all, and there is nothing in between to steer by.
The share is `sprint.max_item_share` of `backlogue.yaml`, one half by default.
Mend: split it so that each part can be shown for itself.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan
from backlogue.plan.load import ROUNDING, capacity, points_shown, scope, standing


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    share = plan.project.sprint.max_item_share
    for sprint in plan.sprints:
        if not share or not sprint.capacity or sprint.end < sprint.start:
            continue
        planned = sprint.commitment is None and sprint.end >= plan.today
        whole = sum(capacity(plan.project, sprint).values())
        for item_id, points in (scope if planned else standing)(plan, sprint).items():
            item = plan.item_by_id.get(item_id)
            if item is None or whole <= 0 or points <= whole * share + ROUNDING or not plan.is_open(item):
                continue
            message = f"{item_id} takes {points_shown(points)}, more than {share:.0%} of what {sprint.id} can take"
            related = (Related(sprint.key_span("capacity"), f"{points_shown(whole)} in sum"),)
            place = item.span("estimate" if item.estimate else "points")
            yield Finding(place, message, f"split it into parts of {points_shown(whole * share)} at most", related)


RULE = Rule("SPR110", "item-too-large", Severity.WARNING, check)
