"""The audit pages: for each model the chain from requirement to release, and an index of the models."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.done import asked_of
from backlogue.done.standing import cards_of
from backlogue.model import Item
from backlogue.views.document import Cell, Column, Fact, Link, Part, Table, with_unread
from backlogue.views.edition import Edition
from backlogue.views.page import Crumb, Head, Page
from backlogue.views.report import Wish, in_order, state_cell
from backlogue.views.reports.audit import REPORT, chain_of
from backlogue.views.words import count

PATH = "audit/index.html"
# What is asked of a model and of nothing else.
MEASURED = frozenset(("metric", "run", "dataset"))
# Tables of a page that is read on a phone; the report has all rows.
MOST = 25


@dataclass(frozen=True, slots=True)
class AuditView:
    """One model's chain, or the index; `model` is its item, empty for the index, `cut` whether rows were left out."""

    head: Head
    model: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    cut: bool


def views(edition: Edition) -> Iterable[AuditView]:
    """A page for each model, and one that lists them."""
    made = [_audit(edition, item) for item in models(edition)]
    yield _index(edition, made)
    yield from made


def models(edition: Edition) -> list[Item]:
    """The items of which a scorecard, or a criterion with a metric, a run or a data set, is asked; none dropped."""
    plan = edition.plan
    found = []
    for item in plan.item_by_id.values():
        if plan.category(item) == "dropped":
            continue
        if any(one.criterion.check in MEASURED for one in asked_of(edition.asking, item)) or any(cards_of(plan, item)):
            found.append(item)
    return in_order(found)


def _index(edition: Edition, made: list[AuditView]) -> AuditView:
    columns = (
        Column("model", "Model", wide=True), Column("state", "State"), Column("answer", "The chain", wide=True),
    )  # fmt: skip
    rows = []
    for one in made:
        item = edition.plan.item_by_id[one.model]
        state = state_cell(edition, item)
        rows.append((Cell(f"{item.id} {item.title}", item.id, Link(page=one.head.path)), state, Cell(one.head.answer)))
    table = Table("models", "Models", columns, tuple(rows))
    empty = "No scorecard, and no criterion with a metric, a run or a data set, is asked of any item."
    part = Part("models", "Models", tables=(table,), empty=empty)
    words = f"{count(len(made), 'model')}, from requirement to release." if made else "No item is a model yet."
    return AuditView(Head(PATH, "done", "Audit", words, _crumbs()), "", (), (part,), cut=False)


def _audit(edition: Edition, item: Item) -> AuditView:
    wish = Wish(items=chain_of(edition.plan, item), called=f"{item.id} {item.title}", head=item)
    document = with_unread(REPORT.write(edition, wish), edition.unread)
    crumbs = (*_crumbs(), Crumb("Audit", PATH))
    head = Head(f"audit/{item.id}.html", "done", f"Audit: {item.title}", document.answer, crumbs, item.path)
    parts = tuple(_short(part) for part in document.parts)
    return AuditView(head, item.id, document.facts, parts, parts != document.parts)


def _short(part: Part) -> Part:
    tables = tuple(Table(one.name, one.caption, one.columns, one.rows[:MOST], one.grouped) for one in part.tables)
    if tables == part.tables and len(part.points) <= MOST:
        return part
    return Part(part.name, part.title, part.note, part.points[:MOST], tables, part.empty)


def _crumbs() -> tuple[Crumb, ...]:
    return (Crumb("Definition of done", "done/index.html"),)


PAGE = Page("audit", "audit.html", views, past=False)
