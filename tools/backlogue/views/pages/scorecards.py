"""The scorecards: items side by side at each stage, measure by measure, and how scores and values came to be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backlogue.done.standing import reached
from backlogue.plan import Plan
from backlogue.views.address import file_name
from backlogue.views.document import Cell, Column, Part, Table
from backlogue.views.edition import Edition
from backlogue.views.page import Crumb, Head, Page
from backlogue.views.report import ITEM, item_cell
from backlogue.views.scorecard import Card, Row, Stage, Total, readiness, score_shown
from backlogue.views.scorecard import Cell as Stand
from backlogue.views.scorecard_past import over_time
from backlogue.views.words import count, number, sentence, spoken

PATH = "scorecards/index.html"
# Cells on a page, items side by side, and items of the index that fit a phone's first view.
CELLS, SIDE_BY_SIDE, LISTED = 180, 5, 40
_MARKS = {"met": "done", "missed": "error", "waived": "dropped", "unknown": "waiting"}


@dataclass(frozen=True, slots=True)
class Near:
    """Another page of scorecards."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class ScorecardsView:
    """The index of all scorecards (`cards` are their pages), or some items on one of them."""

    head: Head
    parts: tuple[Part, ...]
    cards: tuple[Near, ...]
    before: Near | None
    after: Near | None


def views(edition: Edition) -> Iterator[ScorecardsView]:
    """The index, then each scorecard, so many items on a page as can be read side by side."""
    plan = edition.plan
    items = [item for item in edition.order if plan.category(item) != "dropped"]
    cards = readiness(plan, items).cards
    yield _index(edition, cards)
    for card in cards:
        yield from _pages(edition, card)


def _index(edition: Edition, cards: Sequence[Card]) -> ScorecardsView:
    totals = [total for card in cards for stage in card.stages for total in stage.totals]
    parts = tuple(
        Part(f"card-{place}", spoken(card.name), _note(card), tables=(_overview(edition, card),))
        for place, card in enumerate(cards, 1)
    )
    declared = edition.plan.project.scorecards
    nothing = "No scorecard applies to any item" if declared else "No scorecard is declared in backlogue.yaml"
    passed = f"{sum(one.passed for one in totals)} of {count(len(totals), 'stage')} passed"
    lacking = {name for one in totals for name in one.lacking}
    musts = f"{count(len(lacking), 'must-have')} lacking somewhere" if lacking else "no must-have is lacking"
    head = Head(PATH, "scorecards", "Scorecards", sentence((passed, musts) if totals else (nothing,)))
    return ScorecardsView(head, parts, tuple(Near(spoken(one.name), _path(one, 0)) for one in cards), None, None)


def _note(card: Card) -> str:
    way = "by weight" if card.scoring == "weights" else "by the weakest section"
    return "; ".join(part for part in (card.text, f"scored {way}") if part)


def _overview(edition: Edition, card: Card) -> Table:
    """Items by stages: whether each is passed, and with which score."""
    columns = (ITEM, *(Column(one.name, spoken(one.name)) for one in card.stages))
    shown = card.stages[0].totals[:LISTED]
    rows = tuple(
        (item_cell(edition, total.item), *(_passed(card, stage, stage.totals[place]) for stage in card.stages))
        for place, total in enumerate(shown)
    )
    rest = len(card.stages[0].totals) - len(shown)
    return Table(
        card.name, f"{spoken(card.name)}, stage by stage{f'; {rest} more on its pages' if rest else ''}", columns, rows
    )


def _passed(card: Card, stage: Stage, total: Total) -> Cell:
    lacking = f"; lacking {', '.join(total.lacking)}" if total.lacking else ""
    scored, least = score_shown(card.scoring, total.score), score_shown(card.scoring, stage.least)
    words = f"{scored}, at least {least} asked for{lacking}"
    return Cell("passed" if total.passed else "not passed", total.passed, mark="done" if total.passed else "error",
                sub=f"{words}; {total.band}" if total.band else words)  # fmt: skip


def _pages(edition: Edition, card: Card) -> Iterator[ScorecardsView]:
    items = [total.item for total in card.stages[0].totals]
    each = max(1, min(SIDE_BY_SIDE, CELLS // max(1, sum(len(stage.rows) for stage in card.stages))))
    groups = [items[start : start + each] for start in range(0, len(items), each)]
    for place, group in enumerate(groups):
        title = f"Scorecard: {spoken(card.name)}{f', page {place + 1}' if place else ''}"
        head = Head(
            _path(card, place), "scorecards", title, _answer(edition.plan, card, group), (Crumb("Scorecards", PATH),)
        )
        parts = (*(_stage(edition, card, stage, group) for stage in card.stages), over_time(edition, card, group))
        before = Near(f"Page {place}", _path(card, place - 1)) if place else None
        after = Near(f"Page {place + 2}", _path(card, place + 1)) if place + 1 < len(groups) else None
        yield ScorecardsView(head, parts, (), before, after)


def _answer(plan: Plan, card: Card, group: Sequence[str]) -> str:
    """How far each item has come: the last stage up to which all are passed."""
    said = []
    for name in group:
        stage = reached(plan, plan.item_by_id[name], card.name, plan.project.scorecards[card.name])
        said.append(f"{name} passes up to {stage}" if stage else f"{name} passes no stage yet")
    return sentence(said)


def _stage(edition: Edition, card: Card, stage: Stage, group: Sequence[str]) -> Part:
    columns = (
        Column("measure", "Measure", wide=True), Column("threshold", "Asked for"),
        *(Column(item, item) for item in group),
    )  # fmt: skip
    rows = tuple(_row(row, group) for row in stage.rows)
    totals = tuple(
        (item_cell(edition, total.item), _passed(card, stage, total)) for total in stage.totals if total.item in group
    )
    passing = Table(f"{stage.name}-items", f"{spoken(stage.name)}: who passes",
                    (ITEM, Column("passed", "Passed", wide=True)), totals)  # fmt: skip
    measured = Table(f"{stage.name}-measures", f"{spoken(stage.name)}: measure by measure", columns, rows)
    note = f"asks for {score_shown(card.scoring, stage.least)}"
    return Part(f"stage-{stage.name}", spoken(stage.name), note, tables=(passing, measured))


def _row(row: Row, group: Sequence[str]) -> tuple[Cell, ...]:
    by = {cell.item: cell for cell in row.cells}
    about = "; ".join((row.section, f"weight {number(row.weight)}", *(("must have",) if row.must_have else ())))
    return (Cell(row.text, row.name, sub=about), Cell(row.asked or "to be true", row.threshold),
            *(_cell(row, by.get(item)) for item in group))  # fmt: skip


def _cell(row: Row, stand: Stand | None) -> Cell:
    if stand is None:
        return Cell("not asked", None)
    value = row.told(stand.value)
    told = "" if stand.machine or stand.stand != "met" else "a person's word"
    return Cell(stand.stand, stand.value, mark=_MARKS[stand.stand],
                sub="; ".join(part for part in (value, stand.why, told) if part))  # fmt: skip


def _path(card: Card, place: int) -> str:
    return f"scorecards/{file_name(card.name)}{f'_{place + 1}' if place else ''}.html"


PAGE = Page("scorecards", "scorecards.html", views, title="Scorecards", path=PATH, place=64, past=False)
