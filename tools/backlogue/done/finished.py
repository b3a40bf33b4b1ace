"""A plan and an item in; whether it, or a checkpoint of it, is over, and the day from which rules count, out.

The day decides which rules on finished work apply: the first of these that is known. The end of the sprint whose file
says that it delivered the item; the last day on which a person vouches for it under `evidence`; the end of its sprint,
where that is over; the day that history tells, which comes last because reading it costs most. An item of which none is
known, and one that is not done, counts as finished today.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from backlogue.history import Timeline
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


def finished_on(plan: Plan, item: Item) -> date:
    """The day on which an item counts as finished."""
    if plan.category(item) != "done":
        return plan.today
    sprint = plan.sprint_by_id.get(item.sprint or "")
    if sprint is not None and sprint.delivered is not None and item.id in sprint.delivered:
        return sprint.end
    signed = [proof.on for proof in item.evidence.values() if proof.on is not None]
    if signed:
        return max(signed)
    if sprint is not None and sprint.end < plan.today:
        return sprint.end
    return plan.proofs.past.done_since(item.id) or plan.today


def done_since(timeline: Timeline, plan: Plan, name: str) -> date | None:
    """The day from which an item is done without a break up to the end of a timeline; None where it is not done then.

    Days are those of the project's time zone.
    """
    states, found = plan.project.workflow(plan.item_by_id[name].type).states, None
    for stamp, status in reversed(timeline.spells(name, "status")):
        if states.get(str(status)) != "done":
            break
        found = stamp.at
    return None if found is None else datetime.fromtimestamp(found, ZoneInfo(plan.project.time_zone)).date()
