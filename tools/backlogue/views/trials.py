"""Experiments in; what each tried and showed, and what the next sprint could test, as parts, out."""

from backlogue.views.document import Cell, Column, Part, Point, Table
from backlogue.views.edition import Edition
from backlogue.views.ledger import LIFE_WORDS, Trial
from backlogue.views.report import item_cell, item_link
from backlogue.views.words import listing, spoken

MARKS = {"validated": "done", "invalidated": "dropped", "inconclusive": "waiting", "running": "doing"}


def trials_part(edition: Edition, trials: tuple[Trial, ...]) -> Part:
    """What each experiment tried, and what its runs showed against the threshold."""
    columns = (
        Column("experiment", "Experiment", wide=True), Column("metric", "Metric"),
        Column("result", "Result", right=True),
        Column("threshold", "Threshold"), Column("outcome", "Outcome"), Column("shown", "Shown by"),
        Column("cost", "Cost"), Column("learning", "What was learned", wide=True),
    )  # fmt: skip
    rows = tuple(_trial(edition, one) for one in trials)
    table = Table("experiments", "Experiments", columns, rows)
    return Part("experiments", "What was tried", tables=(table,), empty="The sprint had no experiment.")


def _trial(edition: Edition, one: Trial) -> tuple[Cell, ...]:
    said = one.outcome or one.computed
    word = said if one.outcome else f"{said}, not written yet" if said else one.life
    told, mark = spoken(LIFE_WORDS.get(word, word)), "error" if one.contradicts else MARKS.get(said, "doing")
    sub = f"value and threshold say {one.computed}" if one.contradicts else ""
    return (
        item_cell(edition, one.id),
        Cell(one.metric),
        Cell(one.told, one.value, sub="" if one.value is not None else one.why),
        Cell(one.target),
        Cell(told, word, mark=mark, sub=sub),
        Cell(f"evidence {one.proof}" if one.proof else "the result as written" if one.value is not None else ""),
        Cell(one.cost, one.days),
        Cell(one.learning),
    )


def next_part(edition: Edition, trials: tuple[Trial, ...]) -> Part:
    """What the next sprint could test: open experiments that follow, and questions that stayed open."""
    points = tuple(_next(edition, trials))
    return Part("next", "What the next sprint could test", points=points, empty=_nothing(edition, trials))


def _nothing(edition: Edition, trials: tuple[Trial, ...]) -> str:
    """Why no experiment is left to go on with."""
    if not trials:
        return "No experiment was run that another could follow from."
    after = {name: edition.plan.item_by_id.get(name) for one in trials for name in one.leads_to}
    taken = [f"{name} ({spoken(item.status).lower()})" for name, item in after.items() if item is not None]
    if taken:
        return f"What follows from these experiments is closed by now: {listing(taken)}."
    return "Nothing follows from these experiments yet: name it in leads_to."


def _next(edition: Edition, trials: tuple[Trial, ...]) -> list[Point]:
    plan = edition.plan
    found: dict[str, Point] = {}
    for one in trials:
        for name in one.leads_to:
            item = plan.item_by_id.get(name)
            if item is not None and plan.is_open(item):
                found.setdefault(name, Point(item.title, name, "todo", item_link(item), f"follows from {one.id}"))
    for one in trials:
        item = plan.item_by_id[one.id]
        if one.outcome == "inconclusive" or one.decision == "keep-testing":
            found.setdefault(one.id, Point(item.title, one.id, "waiting", item_link(item), _again(one)))
        elif one.life == "decided" and one.decision == "pivot" and not one.leads_to:
            words = "pivot was decided, and no item follows from it yet"
            found.setdefault(one.id, Point(item.title, one.id, "waiting", item_link(item), words))
        elif one.life == "running":
            found.setdefault(one.id, Point(item.title, one.id, "doing", item_link(item), "goes on, without an outcome"))
    return list(found.values())


def _again(one: Trial) -> str:
    value = f"{one.metric} {one.told} against {one.target}" if one.value is not None and one.target else ""
    why = "stayed inconclusive" if one.outcome == "inconclusive" else "is to be tested further"
    return f"{why}{f': {value}' if value else ''}"
