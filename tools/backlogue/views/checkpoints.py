"""Items in; what sprints were promised of work that outlasts them, and how it is proven, as a part of a report, out."""

from collections.abc import Iterable

from backlogue.model import Item, Sprint
from backlogue.views.criteria_table import COLUMNS, stand_cells
from backlogue.views.document import Cell, Column, Part, Table
from backlogue.views.edition import Edition
from backlogue.views.judged import promised
from backlogue.views.report import in_order, item_cell

_COLUMNS = (
    COLUMNS[0], Column("checkpoint", "Checkpoint", wide=True), Column("sprint", "Sprint"),
    *(one for one in COLUMNS if one.key in ("verdict", "value", "threshold", "proof", "read")),
)  # fmt: skip


def promising(edition: Edition, sprint: Sprint) -> list[Item]:
    """The items with a checkpoint in a sprint; what was dropped promises nothing any more."""
    plan = edition.plan
    named = (item for item in plan.items if any(one.sprint == sprint.id for one in item.checkpoints))
    return [item for item in named if plan.category(item) != "dropped"]


def checkpoints_part(edition: Edition, items: Iterable[Item], sprint: Sprint | None = None) -> Part:
    """The checkpoints of items, or those of them in one sprint."""
    rows = []
    for item in in_order(list(items)):
        for point, one in promised(edition.plan, item):
            if sprint is None or point.sprint == sprint.id:
                known = edition.plan.sprint_by_id.get(point.sprint)
                name = Cell(known.name if known is not None else point.sprint, point.sprint)
                rows.append((item_cell(edition, item.id), Cell(one.text), name, *stand_cells(edition, one)))
    title = "Checkpoints" if sprint is None else "Promised of longer work"
    note = "a sprint commits to a checkpoint of work that outlasts it"
    table = Table("checkpoints", title, _COLUMNS, tuple(rows))
    return Part("checkpoints", title, note, tables=(table,), empty="No sprint was promised a part of longer work.")
