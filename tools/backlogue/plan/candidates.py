"""A sprint in; the items that fit what it can still take, in rank order, and why each other one does not, out.

An item fits when it is ready or lacks nothing to be so, waits for nothing outside the sprint, and takes no more
than is left per discipline, in sum and within velocity. Ready items come first; an item that others wait for lets
them in as soon as it is in itself.
"""

from collections.abc import Mapping, Sequence, Set
from heapq import heapify, heappop, heappush
from typing import Literal, NamedTuple, TypeAlias

from backlogue.model import Item, Sprint
from backlogue.plan.load import ROUNDING, capacity, number_shown, points_shown
from backlogue.plan.plan import Plan
from backlogue.plan.progress import WORK
from backlogue.plan.query.order import backlog_key
from backlogue.plan.room import Room, rooms_of, shortages, take

Obstacle: TypeAlias = Literal["elsewhere", "not-ready", "waiting", "waits", "too-large", "no-room"]


class LeftOut(NamedTuple):
    """An item that does not fit, and why."""

    item: Item
    obstacle: Obstacle
    why: str


class Candidates(NamedTuple):
    """What may be taken into a sprint. `rooms` are as things stand, `after` with every fitting item taken."""

    sprint: Sprint
    planned: tuple[Item, ...]
    rooms: tuple[Room, ...]
    fitting: tuple[Item, ...]
    left_out: tuple[LeftOut, ...]
    after: tuple[Room, ...]


def candidates(
    plan: Plan, sprint: Sprint, lacking: Mapping[str, Sequence[str]], asked: Set[str] | None = None
) -> Candidates:
    """Choose among the team's open work of no sprint, or among the items asked for.

    `lacking` has, by item id, what an item still needs to be ready.
    """
    rooms = rooms_of(plan, sprint)
    left = {room.name: room.left for room in rooms}
    out: list[LeftOut] = []
    order = []
    for item in _considered(plan, sprint, asked):
        obstacle = _unfit(plan, sprint, item, lacking.get(item.id, ()))
        if obstacle is None:
            order.append(item)
        else:
            out.append(obstacle)
    fitting = _fill(plan, sprint, order, left, out)
    planned = tuple(item for item in plan.planned_in(sprint.id) if plan.category(item) != "dropped")
    after = tuple(room._replace(left=left[room.name]) for room in rooms)
    return Candidates(sprint, planned, rooms, tuple(fitting), tuple(out), after)


def is_ready(plan: Plan, item: Item) -> bool:
    """Whether a sprint may commit to it: in the state `ready`, started, or of a workflow that has no such state."""
    if item.status == "ready" or plan.category(item) != "todo":
        return True
    return plan.project.workflow(item.type).category("ready") != "todo"


def commitment_of(plan: Plan, sprint: Sprint) -> dict[str, float]:
    """What a sprint would commit to: the points of each item planned in it."""
    planned = (item for item in plan.planned_in(sprint.id) if plan.category(item) != "dropped")
    return {item.id: item.size or 0.0 for item in sorted(planned, key=backlog_key(plan))}


def _considered(plan: Plan, sprint: Sprint, asked: Set[str] | None) -> list[Item]:
    """Open work of the team, ready items first, each part by rank."""
    rank = backlog_key(plan)
    if asked is not None:
        found = [plan.item_by_id[item_id] for item_id in asked]
    else:
        found = [item for item in plan.item_by_id.values() if item.team == sprint.team and _free(plan, item)]
    return sorted(found, key=lambda item: (not is_ready(plan, item), rank(item)))


def _free(plan: Plan, item: Item) -> bool:
    """Whether it is open work that no sprint has, or only one that is over."""
    if not plan.is_open(item) or plan.like(item) not in WORK:
        return False
    held = plan.sprint_by_id.get(item.sprint or "")
    return item.sprint is None or (held is not None and held.end < plan.today)


def _unfit(plan: Plan, sprint: Sprint, item: Item, lacking: Sequence[str]) -> LeftOut | None:
    """What keeps an item out whatever else is taken."""
    if item.sprint is not None:
        held = plan.sprint_by_id.get(item.sprint)
        over = ", which has ended: carry it" if held is not None and held.end < plan.today else ""
        return LeftOut(item, "elsewhere", f"planned in {item.sprint}{over}")
    if plan.category(item) == "waiting":
        return LeftOut(item, "waiting", f"waiting for {item.waiting_for or 'something it does not name'}")
    if not is_ready(plan, item) and lacking:
        return LeftOut(item, "not-ready", f"not ready: {'; '.join(lacking)}")
    whole_points, share = sum(capacity(plan.project, sprint).values()), plan.project.sprint.max_item_share
    if share and whole_points and (item.size or 0) > whole_points * share + ROUNDING:
        most = number_shown(whole_points * share)
        return LeftOut(item, "too-large", f"too large: {points_shown(item.size or 0)}, split it into {most} at most")
    return None


def _fill(plan: Plan, sprint: Sprint, order: Sequence[Item], left: dict[str, float], out: list[LeftOut]) -> list[Item]:
    """Take items in order while they fit; `left` and `out` become what is left and who stays outside."""
    taken: list[Item] = []
    inside = {item.id for item in plan.planned_in(sprint.id)}
    queue = list(range(len(order)))
    heapify(queue)
    waiting: dict[str, list[int]] = {}
    while queue:
        place = heappop(queue)
        item = order[place]
        blocker = next((one for one in plan.blockers(item) if not holds(plan, one, sprint, inside)), None)
        if blocker is not None:
            waiting.setdefault(blocker.id, []).append(place)
        elif (short := next(shortages(item, left, bool(sprint.capacity)), None)) is not None:
            out.append(LeftOut(item, "no-room", short))
        else:
            take(item, left)
            taken.append(item)
            inside.add(item.id)
            for freed in waiting.pop(item.id, ()):
                heappush(queue, freed)
    for blocker_id, places in waiting.items():
        other = plan.item_by_id[blocker_id]
        where = f"planned in {other.sprint}" if other.sprint is not None else "in no sprint"
        out.extend(
            LeftOut(order[place], "waits", f"waits for {blocker_id}: {other.status}, {where}") for place in places
        )
    return taken


def holds(plan: Plan, other: Item, sprint: Sprint, inside: Set[str]) -> bool:
    """Whether a dependency will be done in time: in the sprint itself, or in one that ends before it starts."""
    if other.id in inside or other.sprint == sprint.id:
        return True
    planned = plan.sprint_by_id.get(other.sprint) if other.sprint is not None else None
    return planned is not None and plan.today <= planned.end < sprint.start
