"""What a report is: a name, what it is asked of, and a function from an edition to a document."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from backlogue.base import natural
from backlogue.model import Item, Sprint
from backlogue.model.item import Experiment
from backlogue.views.address import item_page, sprint_page
from backlogue.views.document import Cell, Column, Document, Link
from backlogue.views.edition import Edition
from backlogue.views.words import spoken

# The column of an `item_cell`.
ITEM = Column("item", "Item", wide=True)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a report is asked for: a sprint, or some items and what they are called; neither means everything."""

    sprint: Sprint | None = None
    items: tuple[Item, ...] | None = None
    called: str = ""
    head: Item | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of report, defined as `REPORT` in a file of its own below `views/reports/`.

    `about` is its line of help. `asks` says what it cannot do without; `past` whether it looks at git's history;
    `section` is the heading of a sprint's file that its notes go under.
    """

    name: str
    about: str
    write: Callable[[Edition, Wish], Document]
    asks: Literal["", "sprint", "model"] = ""
    past: bool = False
    section: str = ""


def item_link(item: Item) -> Link:
    """An item's page, and its file."""
    return Link(page=item_page(item.id), path=item.path)


def item_cell(edition: Edition, name: str) -> Cell:
    """An item's id and title; only the id of one that could not be read."""
    item = edition.plan.item_by_id.get(name)
    if item is None:
        return Cell(name, name)
    return Cell(f"{item.id} {item.title}", item.id, item_link(item))


def state_cell(edition: Edition, item: Item) -> Cell:
    """An item's state, with the mark of what it means for progress."""
    return Cell(spoken(item.status), item.status, mark=edition.plan.category(item) or "")


def sprint_link(sprint: Sprint) -> Link:
    """A sprint's page, and its file."""
    return Link(page=sprint_page(sprint.id), path=sprint.path)


def in_order(items: list[Item]) -> list[Item]:
    """Items by id, as people count."""
    return sorted(items, key=lambda item: natural(item.id))


def experiments_of(items: list[Item]) -> list[Experiment]:
    """Those that are experiments."""
    return [item for item in items if isinstance(item, Experiment)]
