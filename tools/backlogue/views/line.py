"""An item in, the line that tables, boards and lists show of it out."""

from dataclasses import dataclass

from backlogue.model import Item
from backlogue.plan import Plan
from backlogue.views.words import listing


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


def line_of(plan: Plan, item: Item, team: str, owner: str) -> Line:
    """The line of an item whose team and owner have these names."""
    blockers = [other.id for other in plan.blockers(item)] if item.depends_on else []
    category = plan.category(item) or "todo"
    waits = f"Waiting: {item.waiting_for}" if item.waiting_for and category == "waiting" else ""
    holds = f"Needs {listing(blockers)} first" if blockers else ""
    return Line(
        id=item.id,
        title=item.title,
        type=item.type,
        status=item.status,
        category=category,
        team=team,
        owner=owner,
        sprint=item.sprint or "",
        priority=item.priority or "",
        points=item.size,
        labels=item.labels,
        blocked=bool(blockers),
        parent=item.parent or "",
        why=" · ".join(part.rstrip(".") for part in (holds, waits) if part),
    )
