"""CHG101 transition-not-allowed: an item moves between two states that its workflow does not join.

Why: the states in between stand for work, such as a review, that would be passed over unseen.
Mend: move it to a state the workflow allows from here, or allow the transition in backlogue.yaml.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import PlanChange, Rule


def check(change: PlanChange) -> Iterator[Finding]:
    for one in change.difference.items:
        old, new = change.before.item_by_id.get(one.id), change.after.item_by_id.get(one.id)
        if old is None or new is None or old.status == new.status or old.type != new.type:
            continue
        workflow = change.after.project.workflow(new.type)
        allowed = workflow.transitions.get(old.status)
        if allowed is not None and new.status not in allowed and new.status in workflow.states:
            ways = ", ".join(allowed) or "nowhere"
            yield Finding(
                new.span("status"),
                f"{one.id} goes from {old.status} to {new.status}",
                f"from {old.status} it may go to {ways}",
            )


RULE = Rule("CHG101", "transition-not-allowed", Severity.ERROR, on_change=check)
