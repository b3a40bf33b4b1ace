"""Judged criteria in; the table of them, its summary and its test cases, as several reports show them, out."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from backlogue.plan import Plan
from backlogue.views.document import Case, Cell, Column, Table
from backlogue.views.edition import Edition
from backlogue.views.judged import Judged
from backlogue.views.report import ITEM, item_cell
from backlogue.views.words import day, listing

COLUMNS = (
    ITEM,
    Column("criterion", "Criterion", wide=True),
    Column("verdict", "Verdict"),
    Column("value", "Value", right=True),
    Column("threshold", "Asked for"),
    Column("proof", "Proof", wide=True),
    Column("read", "Read on"),
    Column("definition", "Definition"),
    Column("waiver", "Waiver", wide=True),
)


def matrix(edition: Edition, found: Iterable[Judged], caption: str = "Criteria of each item") -> Table:
    """Items by criteria: verdict, value against threshold, the proof, and who set aside what until when."""
    return Table("criteria", caption, COLUMNS, tuple(_row(edition, one) for one in found), grouped=True)


def summary(found: Iterable[Judged]) -> Table:
    """For each definition how its criteria stand, over all items."""
    by: dict[str, Counter[str]] = {}
    items: dict[str, set[str]] = {}
    for one in found:
        name = one.asked_by or "asked for by no definition"
        stand = one.stand if one.good else "missing"
        by.setdefault(name, Counter())["advised" if one.advisory and stand == "missing" else stand] += 1
        items.setdefault(name, set()).add(one.item.id)
    columns = (
        Column("definition", "Definition", wide=True), Column("items", "Items", right=True),
        Column("met", "Met", right=True), Column("waived", "Waived", right=True),
        Column("missing", "Not met", right=True), Column("advised", "Not met, only advised", right=True),
    )  # fmt: skip
    rows = []
    for name, counts in by.items():
        figures = (len(items[name]), *(counts[key] for key in ("met", "waived", "missing", "advised")))
        rows.append((Cell(name), *(Cell(str(figure), figure) for figure in figures)))
    return Table("definitions", "How each definition stands", columns, tuple(rows))


def cases(plan: Plan, found: Iterable[Judged]) -> tuple[Case, ...]:
    """A test for each criterion. What is waived, only advised, or not yet met by work that is not done, is skipped."""
    return tuple(_case(plan, one) for one in found)


def _case(plan: Plan, one: Judged) -> Case:
    name = f"{one.name}: {one.text}"
    if one.stand == "met":
        return Case(one.item.id, name, "passed")
    if one.stand == "waived" and one.waiver is not None:
        until = f" until {one.waiver.until}" if one.waiver.until else ""
        return Case(one.item.id, name, "skipped", f"waived by {one.waiver.by}{until}: {one.waiver.reason}")
    message = f"{one.word}{f': {one.why}' if one.why else ''}"
    if not one.due or plan.category(one.item) != "done":
        return Case(one.item.id, name, "skipped", message if one.due else f"advised; {message}")
    return Case(one.item.id, name, "error" if one.mark == "warning" else "failed", message)


def _row(edition: Edition, one: Judged) -> tuple[Cell, ...]:
    return (
        item_cell(edition, one.item.id),
        Cell(one.text, one.name),
        *stand_cells(edition, one),
        Cell(one.asked_by),
        waiver_cell(edition, one),
    )


def stand_cells(edition: Edition, one: Judged) -> tuple[Cell, ...]:
    """Verdict, value, what is asked for, proof, and the day on which the source was asked."""
    suspect = f"changed since: {listing(one.suspect)}" if one.suspect else ""
    told = one.why if one.stand not in ("met", "open") else ""
    sub = "; ".join(part for part in (told, suspect, "only advised" if one.advisory else "") if part)
    stands = Cell(one.word, one.word, mark=one.mark, sub=sub)
    return stands, Cell(one.value, one.figure), Cell(one.threshold), proof_cell(edition, one), read_cell(one)


def proof_cell(edition: Edition, one: Judged) -> Cell:
    """The source or the person that speaks for a criterion, and what was found there where the name leaves it open."""
    found = one.where if one.where and one.where not in one.source and not (one.link and one.link.url) else ""
    if one.signed:
        who, on, when = one.signed.partition(" on ")
        person = f"{edition.person(who)}{on}{when}"
        return Cell(f"{one.source}, signed by {person}" if one.source else person, link=one.link, sub=found)
    return Cell(one.source, link=one.link, sub=found)


def read_cell(one: Judged) -> Cell:
    """The day on which the source was asked."""
    return Cell(day(date.fromisoformat(one.read)), one.read) if one.read else Cell("")


def waiver_cell(edition: Edition, one: Judged) -> Cell:
    """Who set a criterion aside, when, why and until when."""
    if one.waiver is None:
        return Cell("")
    until = f", until {day(one.waiver.until)}" if one.waiver.until else ", without an end"
    reason = one.waiver.reason.strip() or "no reason given"
    return Cell(f"{edition.person(one.waiver.by)} on {day(one.waiver.on)}{until}: {reason}")
