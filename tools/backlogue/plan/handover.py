"""A sprint at its end and what people decided in; what it delivered and where its open items go out."""

from collections.abc import Mapping, Set
from typing import Literal, NamedTuple, TypeAlias

from backlogue.model import Item, Sprint
from backlogue.plan.load import closed, scope
from backlogue.plan.plan import Plan

Fate: TypeAlias = Literal["carried", "given back", "dropped"]


class Leaving(NamedTuple):
    """An open item, what becomes of it, and the sprint it is carried to."""

    item: Item
    fate: Fate
    to: str | None = None


class Handover(NamedTuple):
    """What a sprint took on and delivered, in points by item id, and the items that leave it."""

    sprint: Sprint
    committed: Mapping[str, float]
    taken: Mapping[str, float]
    delivered: Mapping[str, float]
    leaving: tuple[Leaving, ...]


def handover(
    plan: Plan, sprint: Sprint, following: str | None, dropped: Set[str] = frozenset(), back: Set[str] = frozenset()
) -> Handover:
    """Close a sprint. Open items go to the `following` one, or else where a checkpoint plans them, or back."""
    taken = scope(plan, sprint)
    committed = sprint.commitment.items if sprint.commitment is not None else taken
    still_open = (item for item in plan.planned_in(sprint.id) if plan.is_open(item))
    leaving = tuple(_leaving(plan, sprint, item, following, dropped, back) for item in still_open)
    return Handover(sprint, committed, taken, _delivered(plan, sprint, taken), leaving)


def joins_silently(plan: Plan, item_id: str, sprint: Sprint) -> bool:
    """Whether an item would join a commitment that stands and does not list it."""
    return sprint.commitment is not None and not closed(sprint) and item_id not in scope(plan, sprint)


def leaves_silently(plan: Plan, item_id: str, sprint: Sprint) -> bool:
    """Whether an item would leave a commitment that stands and lists it."""
    return sprint.commitment is not None and not closed(sprint) and item_id in scope(plan, sprint)


def _delivered(plan: Plan, sprint: Sprint, taken: Mapping[str, float]) -> dict[str, float]:
    """The points taken on of what is done, and was not carried elsewhere."""
    found = ((plan.item_by_id.get(item_id), points) for item_id, points in taken.items())
    return {
        item.id: points
        for item, points in found
        if item is not None and item.sprint in (None, sprint.id) and plan.category(item) == "done"
    }


def _leaving(
    plan: Plan, sprint: Sprint, item: Item, following: str | None, dropped: Set[str], back: Set[str]
) -> Leaving:
    if item.id in dropped:
        return Leaving(item, "dropped")
    if item.id in back:
        return Leaving(item, "given back")
    to = following or _next_checkpoint(plan, sprint, item)
    return Leaving(item, "given back") if to is None else Leaving(item, "carried", to)


def _next_checkpoint(plan: Plan, sprint: Sprint, item: Item) -> str | None:
    """The first sprint after this one that plans a checkpoint of the item and is not over."""
    named = (plan.sprint_by_id.get(point.sprint) for point in item.checkpoints)
    later = [one for one in named if one is not None and one.start > sprint.start and not closed(one)]
    return min((one.start, one.id) for one in later)[1] if later else None
