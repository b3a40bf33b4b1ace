"""A scorecard, items and their past locks in; how scores and values came to be, each by today's scorecard, out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from backlogue.done.judge import asked
from backlogue.done.scorecard import Score
from backlogue.done.standing import standing
from backlogue.done.threshold import rounded
from backlogue.model import Item
from backlogue.model.lock import Locked
from backlogue.views.address import item_page
from backlogue.views.document import Cell, Column, Link, Part, Table
from backlogue.views.edition import Edition
from backlogue.views.scorecard import Card, score_shown
from backlogue.views.trend import trend
from backlogue.views.words import day, spoken

# Readings of a measure, and scores of an item, that fit a phone's first view.
READINGS = 6
_MARKS = {"met": "done", "missed": "error"}


def over_time(edition: Edition, card: Card, group: Sequence[str]) -> Part:
    """Scores and values that the committed locks gave on the main line, each by the scorecard of today."""
    columns = (
        Column("measure", "Measure", wide=True), Column("item", "Item"), Column("day", "Committed on"),
        Column("value", "Value", right=True), Column("stand", "By today's threshold"),
    )  # fmt: skip
    rows = tuple(cells for item in group for cells in _past(edition, card, edition.plan.item_by_id[item]))
    rows = tuple(sorted(rows, key=lambda cells: cells[0].text))
    empty = edition.untold or "No lock of these items is committed with a number for one of the measures."
    note = f"what the committed locks said, by the scorecard of today; the last {READINGS} of each"
    values = Table("history", "Values over time", columns, rows, grouped=True)
    scores = _scores(edition, card, group)
    shown = bool(rows or scores.rows)
    return Part("history", "Over time", note if shown else "", tables=(scores, values), empty=empty)


def _scores(edition: Edition, card: Card, group: Sequence[str]) -> Table:
    """An item's score at each stage, since each day on which one changed."""
    columns = (
        Column("item", "Item"), Column("day", "Since"),
        *(Column(one.name, spoken(one.name), right=True) for one in card.stages),
    )  # fmt: skip
    rows = []
    for name in group:
        for when, scores in past_scores(edition, edition.plan.item_by_id[name], card.name)[-READINGS:]:
            cells = (
                Cell(score_shown(card.scoring, one.score), one.score, mark="done" if one.passed else "error",
                     sub="passed" if one.passed else "not passed")
                for one in scores
            )  # fmt: skip
            link = Link(page=item_page(name))
            rows.append((Cell(name, link=link), Cell(day(when), when.isoformat()), *cells))
    return Table("scores", "Scores over time", columns, tuple(rows), grouped=True)


def past_scores(edition: Edition, item: Item, name: str) -> list[tuple[date, tuple[Score, ...]]]:
    """The scores at all stages from each day on which they changed, oldest first, up to today."""
    card, found = edition.plan.project.scorecards[name], list[tuple[date, tuple[Score, ...]]]()
    for kept in edition.past_locks.get(item.id, ()):
        then, locks = _as_of(item, kept.day), _by_entries_of(item, kept.entries)
        _append(found, kept.day, tuple(standing(edition.plan, then, name, card, stage, locks) for stage in card.stages))
    if found:
        # What people have signed or waived since the last lock counts now.
        now = tuple(standing(edition.plan, item, name, card, stage) for stage in card.stages)
        _append(found, edition.plan.today, now)
    return found


def _append(found: list[tuple[date, tuple[Score, ...]]], when: date, scores: tuple[Score, ...]) -> None:
    """Add scores that are not those of the day before."""
    if not found or [one.score for one in found[-1][1]] != [one.score for one in scores]:
        found.append((when, scores))


def _as_of(item: Item, last: date) -> Item:
    """The item without the words and waivers of people that were still to come."""
    evidence = {name: one for name, one in item.evidence.items() if one.on is None or one.on <= last}
    waivers = {name: one for name, one in item.waivers.items() if one.on <= last}
    return item.model_copy(update={"evidence": evidence, "waivers": waivers})


def _by_entries_of(item: Item, entries: Mapping[str, Locked]) -> Mapping[str, Locked]:
    """Locks as if collected for the entries of today: what was named then, such as another run, was of it too."""
    now = {name: one.model_extra or {} for name, one in item.evidence.items()}
    return {name: one._replace(asked=asked(now[name])) for name, one in entries.items() if name in now}


def _past(edition: Edition, card: Card, item: Item) -> Iterable[tuple[Cell, ...]]:
    measures = edition.plan.project.scorecards[card.name]
    told: set[tuple[str, str]] = set()
    for stage in card.stages:
        for row in stage.rows:
            evidence = next((cell.evidence for cell in row.cells if cell.item == item.id), "")
            threshold = measures.asked(stage.name)[row.name].threshold(stage.name)
            name = f"{row.text}, {row.asked}" if row.asked else row.text
            if not evidence or (evidence, name) in told:
                continue  # one figure that several stages ask the same of
            told.add((evidence, name))
            for one in trend(edition.past_locks.get(item.id, ()), evidence, threshold)[-READINGS:]:
                word = {True: "met", False: "missed", None: ""}[one.met]
                value = f"{rounded(one.value, *(threshold.bounds if threshold else ()))} {row.unit}".strip()
                yield (Cell(name, row.name), Cell(item.id, link=Link(page=item_page(item.id))),
                       Cell(day(one.day), one.day.isoformat()), Cell(value, one.value),
                       Cell(word, one.met, mark=_MARKS.get(word, "")))  # fmt: skip
