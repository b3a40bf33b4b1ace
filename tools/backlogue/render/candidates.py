"""What fits a sprint in, text for a terminal or JSON out."""

from typing import Any

from backlogue.model import Item
from backlogue.plan import Plan
from backlogue.plan.candidates import Candidates, is_ready
from backlogue.plan.load import number_shown, points_shown
from backlogue.plan.room import SUM, VELOCITY, Room
from backlogue.render.terminal import pad, visible, width


def write_text(plan: Plan, found: Candidates) -> str:
    """The sprint's room, what fits in it and why the rest does not, one item a line."""
    sprint = found.sprint
    lines = [f"{sprint.id}, {sprint.start} to {sprint.end}{f': {sprint.goal}' if sprint.goal else ''}"]
    planned = sum(item.size or 0.0 for item in found.planned)
    lines.append(f"planned: {_counted(len(found.planned))}, {points_shown(planned)}")
    lines += [f"  {_room(room, after)}" for room, after in zip(found.rooms, found.after, strict=True)]
    if not found.rooms:
        lines.append("  no capacity is written and no velocity known: everything that is ready fits")
    lines += ["", f"fits: {_counted(len(found.fitting))}, {points_shown(sum(i.size or 0.0 for i in found.fitting))}"]
    lines += _rows([(item, _points(item), _state(plan, item)) for item in found.fitting])
    if found.left_out:
        lines += ["", f"left out: {_counted(len(found.left_out))}"]
        lines += _rows([(one.item, _points(one.item), one.why) for one in found.left_out])
    return "\n".join(visible(line) for line in lines) + "\n"


def values_of(plan: Plan, found: Candidates) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "sprint": found.sprint.id,
        "team": found.sprint.team,
        "planned": [item.id for item in found.planned],
        "room": {room.name: {"capacity": room.whole, "left": room.left} for room in found.rooms if _splits(room)},
        "sum": next((_plain(room) for room in found.rooms if room.name == SUM), None),
        "velocity": next((_plain(room) for room in found.rooms if room.name == VELOCITY), None),
        "candidates": [
            {"id": item.id, "title": item.title, "points": item.size, "ready": is_ready(plan, item)}
            for item in found.fitting
        ],
        "left_out": [
            {"id": one.item.id, "title": one.item.title, "points": one.item.size, "code": one.obstacle, "why": one.why}
            for one in found.left_out
        ],
    }


def _splits(room: Room) -> bool:
    return room.name not in (SUM, VELOCITY)


def _plain(room: Room) -> dict[str, float]:
    return {"capacity": room.whole, "left": room.left}


def _room(room: Room, after: Room) -> str:
    over = f", {number_shown(-room.left)} too many" if room.left < 0 else ""
    left = number_shown(max(0.0, room.left))
    rest = f", {number_shown(max(0.0, after.left))} with all that fits" if after.left != room.left else ""
    return f"{room.name}: {left} of {number_shown(room.whole)} left{over}{rest}"


def _points(item: Item) -> str:
    return number_shown(item.size) if item.size is not None else "-"


def _state(plan: Plan, item: Item) -> str:
    return item.status if is_ready(plan, item) else f"{item.status}; lacks nothing: move it to ready"


def _rows(rows: list[tuple[Item, str, str]]) -> list[str]:
    """Id, points, title and words; the first three in columns."""
    names = max((width(item.id) for item, _, _ in rows), default=0)
    numbers = max((width(points) for _, points, _ in rows), default=0)
    titles = min(48, max((width(item.title) for item, _, _ in rows), default=0))
    return [
        f"  {pad(item.id, names)}  {pad(points, numbers, right=True)}  {pad(item.title, titles)}  {words}"
        for item, points, words in rows
    ]


def _counted(number: int) -> str:
    return f"{number} item{'' if number == 1 else 's'}"
