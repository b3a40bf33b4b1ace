"""CHG108 sprint-moved: a sprint's dates or goal change after it has started.

Why: a sprint is a fixed time for one goal; moved ends and rewritten goals hide what did not work out.
Mend: restore them and say in the review what happened; plan the rest into the next sprint.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import PlanChange, Rule


def check(change: PlanChange) -> Iterator[Finding]:
    for touched in change.difference.sprints:
        old, new = change.before.sprint_by_id.get(touched.id), change.after.sprint_by_id.get(touched.id)
        if old is None or new is None or old.start > change.before.today:
            continue
        for field in ("goal", "start", "end"):
            was, now = getattr(old, field), getattr(new, field)
            if was is not None and was != now:
                yield Finding(
                    new.span(field),
                    f"{new.id} started on {old.start}; its {field} changes from {was} to {now or 'nothing'}",
                    f"restore {was}",
                )


RULE = Rule("CHG108", "sprint-moved", Severity.ERROR, on_change=check)
