"""A plan and a team in; the open pieces of work of that team, each counted once, out."""

from backlogue.model import Item
from backlogue.plan.plan import Plan

# What people work on; an epic, a risk or a contract is watched, not worked on.
WORK = frozenset(("story", "task", "bug", "spike", "experiment"))


def pieces(plan: Plan) -> dict[str, list[Item]]:
    """Open work by team, in path order. Where a part of an item is in the same state, only the part counts."""
    found: dict[str, list[Item]] = {}
    for item in plan.items:
        if item.team is None or not plan.is_open(item) or plan.like(item) not in WORK:
            continue
        if not any(part.status == item.status and part.team == item.team for part in plan.children(item.id)):
            found.setdefault(item.team, []).append(item)
    return found
