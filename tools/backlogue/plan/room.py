"""A sprint in; the points it has left per discipline, in sum and by velocity, and whether an item fits them, out."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from backlogue.model import Item, Sprint
from backlogue.plan.load import ROUNDING, capacity, load, number_shown, velocity
from backlogue.plan.plan import Plan

# What a room is called that is no discipline's; no discipline's name has a space.
SUM, VELOCITY = "in sum", "by velocity"


class Room(NamedTuple):
    """Points of a discipline, in sum or by velocity that a sprint can take, and that are left of them."""

    name: str
    whole: float
    left: float


def rooms_of(plan: Plan, sprint: Sprint) -> tuple[Room, ...]:
    """What is left of capacity and velocity after what is planned or committed."""
    taken, can = load(plan, sprint), capacity(plan.project, sprint)
    rooms = [Room(name, points, points - taken.split.get(name, 0.0)) for name, points in can.items()]
    if can:
        whole = sum(can.values())
        rooms.append(Room(SUM, whole, whole - taken.total))
    known = velocity(plan, sprint)
    if known is not None:
        rooms.append(Room(VELOCITY, known.most, known.most - taken.total))
    return tuple(rooms)


def shortages(item: Item, left: Mapping[str, float], limited: bool) -> Iterator[str]:
    """Why an item takes more than is left, each in a few words; `limited`: the sprint writes its capacity."""
    for discipline, points in item.estimate.items() if limited else ():
        have = max(0.0, left.get(discipline, 0.0))
        if points > have + ROUNDING:
            yield f"no room in {discipline}: {number_shown(points)} of {number_shown(have)} left"
    for name in (SUM, VELOCITY):
        if name in left and left[name] <= ROUNDING:
            # Else work of no points, such as a spike, would fit without end.
            yield f"no room {name}: nothing is left"
        elif name in left and (item.size or 0.0) > left[name] + ROUNDING:
            yield f"no room {name}: {number_shown(item.size or 0.0)} of {number_shown(left[name])} left"


def take(item: Item, left: dict[str, float]) -> None:
    """Let an item have its points of what is left."""
    for discipline, points in item.estimate.items():
        if discipline in left:
            left[discipline] -= points
    for name in (SUM, VELOCITY):
        if name in left:
            left[name] -= item.size or 0.0
