"""An item in, the line that tables, boards and lists show of it out; and the order of a backlog."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from backlogue.model import Item
from backlogue.plan.query.order import backlog_key
from backlogue.views.edition import Edition
from backlogue.views.words import listing

_PROGRESS = {"doing": 0, "waiting": 1, "todo": 2, "done": 3, "dropped": 4}


@dataclass(frozen=True, slots=True)
class Line:
    """One item on one line; names of teams and people are those to show. `why` says what holds it up."""

    id: str
    title: str
    type: str
    status: str
    category: str
    team: str
    owner: str
    sprint: str
    priority: str
    points: float | None
    labels: tuple[str, ...]
    blocked: bool
    parent: str
    why: str


def line(edition: Edition, item: Item) -> Line:
    """The line of an item."""
    plan = edition.plan
    blockers = [other.id for other in plan.blockers(item)] if item.depends_on else []
    waits = f"Waiting: {item.waiting_for}" if item.waiting_for and plan.category(item) == "waiting" else ""
    holds = f"Needs {listing(blockers)} first" if blockers else ""
    return Line(
        id=item.id,
        title=item.title,
        type=item.type,
        status=item.status,
        category=plan.category(item) or "todo",
        team=edition.team(item.team),
        owner=edition.person(item.owner),
        sprint=item.sprint or "",
        priority=item.priority or "",
        points=item.size,
        labels=item.labels,
        blocked=bool(blockers),
        parent=item.parent or "",
        why=" · ".join(part.rstrip(".") for part in (holds, waits) if part),
    )


def lines(edition: Edition, items: Iterable[Item]) -> tuple[Line, ...]:
    """The lines of items, in the order given."""
    return tuple(line(edition, item) for item in items)


def in_order(edition: Edition, items: Iterable[Item]) -> list[Item]:
    """The order of a backlog: going on, waiting, to come, done, dropped; inside each by rank, priority and id."""
    inside = backlog_key(edition.plan)

    def key(item: Item) -> tuple[int, tuple[Any, ...]]:
        return _PROGRESS.get(edition.plan.category(item) or "todo", 2), inside(item)

    return sorted(items, key=key)
