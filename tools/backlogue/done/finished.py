"""A plan and an item in; whether it, or a checkpoint of it, is over, and the day from which rules count, out.

The day decides which rules on finished work apply: the first of these that is known. The day that history tells; the
end of the sprint whose file says that it delivered the item; the last day on which a person vouches for it under
`evidence`; the end of its sprint, where that is over. An item of which none is known, and one that is not done, counts
as finished today.
"""

from collections.abc import Mapping
from datetime import date

from backlogue.model import Item
from backlogue.plan import Plan


def settled(plan: Plan, item: Item, name: str) -> bool:
    """Whether what a proof speaks of is over: the item is done, or the sprint of its checkpoint has ended.

    What is locked then says what was known at that time.
    """
    if plan.category(item) == "done":
        return True
    if name in item.evidence or name not in item.proofs:
        return False
    sprint = plan.sprint_by_id.get(item.checkpoints[item.checkpoint_names.index(name)].sprint)
    return sprint is not None and sprint.end < plan.today


def finished_on(plan: Plan, item: Item, told: Mapping[str, date]) -> date:
    """The day on which an item counts as finished."""
    if plan.category(item) != "done":
        return plan.today
    if item.id in told:
        return told[item.id]
    sprint = plan.sprint_by_id.get(item.sprint or "")
    if sprint is not None and sprint.delivered is not None and item.id in sprint.delivered:
        return sprint.end
    signed = [proof.on for proof in item.evidence.values() if proof.on is not None]
    if signed:
        return max(signed)
    return sprint.end if sprint is not None and sprint.end < plan.today else plan.today
