"""SCO102 bar-lowered: an item enters a guarded state in the change that eases the scorecard which guards it.

Why: a bar that is lowered for the one who jumps is no bar. The item is judged by the scorecard as it was before.
Mend: change the scorecard first, in a change of its own that its owners approve; or add what is missing.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import PlanChange, Rule
from backlogue.checks.rules.scorecard._words import why_not
from backlogue.done.standing import guards_of, standing
from backlogue.model import Item
from backlogue.plan import Plan


def check(change: PlanChange) -> Iterator[Finding]:
    if not any(workflow.guards for workflow in change.before.project.workflows.values()):
        return
    # The plan afterwards as the project judged before.
    earlier = Plan(
        change.before.project, change.after.entries, change.after.today, change.after.claims, change.after.proofs
    )
    for one in change.difference.items:
        old, new = change.before.item_by_id.get(one.id), change.after.item_by_id.get(one.id)
        if new is None or (old is not None and old.status == new.status) or new.type not in earlier.project.item_types:
            continue
        for name, card, stage in guards_of(earlier, new, new.status):
            found = standing(earlier, new, name, card, stage)
            if not found.passed and not _refused(change.after, new, name, stage):
                message = f"{one.id} becomes {new.status} where {name}@{stage} is eased: {why_not(found)}"
                yield Finding(new.span("status"), message, "change the scorecard first, in a change of its own")


def _refused(plan: Plan, item: Item, name: str, stage: str) -> bool:
    """Whether the scorecard as it is now refuses the item too, which SCO101 says."""
    guards = guards_of(plan, item, item.status)
    return any(
        (one, at) == (name, stage) and not standing(plan, item, one, card, at).passed for one, card, at in guards
    )


RULE = Rule("SCO102", "bar-lowered", Severity.ERROR, on_change=check)
