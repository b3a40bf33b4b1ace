"""Production readiness: each scorecard's measures at each stage, the score, and what stands against the stage."""

from backlogue.done.hypothesis import in_words
from backlogue.done.scorecard import Line, Score, band
from backlogue.done.standing import cards_of, standing
from backlogue.done.threshold import rounded
from backlogue.model import Item
from backlogue.model.definition import Scorecard
from backlogue.plan.load import scope
from backlogue.views.document import Case, Cell, Column, Document, Fact, Part, Table
from backlogue.views.edition import Edition
from backlogue.views.judged import sources_of
from backlogue.views.report import ITEM, Report, Wish, in_order, item_cell
from backlogue.views.scorecard import score_shown
from backlogue.views.words import count, number, sentence, spoken

_MARKS = {"met": "done", "missed": "error", "waived": "dropped", "unknown": "waiting"}


def write(edition: Edition, wish: Wish) -> Document:
    """Every item that a scorecard applies to and that was not dropped, or those of a sprint or of a choice."""
    plan = edition.plan
    scores = [
        (item, card, standing(plan, item, name, card, stage))
        for item in in_order(_chosen(edition, wish))
        for name, card in cards_of(plan, item)
        for stage in card.stages
    ]
    items = list({item.id: item for item, _, _ in scores}.values())
    return Document(
        report="readiness",
        title="Production readiness",
        subject=wish.sprint.name if wish.sprint is not None else wish.called or "All items with a scorecard",
        project=plan.project.name,
        as_of=edition.as_of,
        answer=_answer(scores),
        facts=(Fact("Scorecards", ", ".join(plan.project.scorecards) or "none is declared"),),
        parts=(
            Part("stages", "Stages", tables=(_stages(edition, scores),), empty="No scorecard applies to these items."),
            Part("measures", "Measure by measure", tables=(_measures(edition, scores),), empty="Nothing is measured."),
        ),
        cases=tuple(_case(item, score, line) for item, _, score in scores for line in score.lines),
        main="measures",
        sources=sources_of(plan, items),
    )


def _chosen(edition: Edition, wish: Wish) -> list[Item]:
    plan = edition.plan
    if wish.items is not None:
        return list(wish.items)
    if wish.sprint is not None:
        return [plan.item_by_id[name] for name in scope(plan, wish.sprint) if name in plan.item_by_id]
    return [item for item in plan.item_by_id.values() if plan.category(item) != "dropped"]


def _answer(scores: list[tuple[Item, Scorecard, Score]]) -> str:
    if not scores:
        return "No scorecard applies to these items."
    passed = sum(score.passed for _, _, score in scores)
    lacking = {line.name for _, _, score in scores for line in score.lacking}
    return sentence(
        (
            f"{passed} of {count(len(scores), 'stage')} passed",
            f"must-haves that are lacking: {', '.join(sorted(lacking))}" if lacking else "no must-have is lacking",
        )
    )


def _stages(edition: Edition, scores: list[tuple[Item, Scorecard, Score]]) -> Table:
    columns = (
        ITEM, Column("scorecard", "Scorecard"), Column("stage", "Stage"),
        Column("passed", "Passed"), Column("score", "Score", right=True), Column("least", "Asked for", right=True),
        Column("lacking", "Must-haves lacking", wide=True),
    )  # fmt: skip
    rows = tuple(
        (
            item_cell(edition, item.id), Cell(score.card), Cell(spoken(score.stage), score.stage),
            Cell("passed" if score.passed else "not passed", score.passed, mark="done" if score.passed else "error"),
            Cell(score_shown(card.scoring, score.score), score.score,
                 sub=band(score.score) if card.scoring == "lowest-section" else ""),
            Cell(score_shown(card.scoring, score.least), score.least),
            Cell(", ".join(line.name for line in score.lacking)),
        )
        for item, card, score in scores
    )  # fmt: skip
    return Table("stages", "Stages", columns, rows, grouped=True)


def _measures(edition: Edition, scores: list[tuple[Item, Scorecard, Score]]) -> Table:
    columns = (
        ITEM, Column("stage", "Stage"), Column("section", "Section"),
        Column("measure", "Measure", wide=True), Column("stand", "Stand"), Column("value", "Value", right=True),
        Column("threshold", "Asked for"), Column("weight", "Weight", right=True), Column("must", "Must"),
    )  # fmt: skip
    rows = tuple(_measure(edition, item, score, line) for item, _, score in scores for line in score.lines)
    return Table("measures", "Measures", columns, rows, grouped=True)


def _measure(edition: Edition, item: Item, score: Score, line: Line) -> tuple[Cell, ...]:
    unit = f" {line.measure.unit}" if line.measure.unit else ""
    bounds = line.threshold.bounds if line.threshold is not None else ()
    return (
        item_cell(edition, item.id),
        Cell(spoken(score.stage), score.stage),
        Cell(line.measure.section),
        Cell(line.measure.text, line.name),
        Cell(line.stand, line.stand, mark=_MARKS[line.stand], sub=line.why),
        Cell("" if line.value is None else f"{rounded(line.value, *bounds)}{unit}", line.value),
        Cell(f"{in_words(line.threshold)}{unit}" if line.threshold is not None else "to be true"),
        Cell(number(line.measure.weight), line.measure.weight),
        Cell("must" if line.measure.must_have else "", line.measure.must_have),
    )


def _case(item: Item, score: Score, line: Line) -> Case:
    name = f"{score.card} {score.stage} {line.name}: {line.measure.text}"
    if line.stand == "met":
        return Case(item.id, name, "passed")
    return Case(item.id, name, "failed" if line.stand == "missed" else "skipped", line.why or line.stand)


REPORT = Report("readiness", "Scorecards: measures, scores and must-haves of each stage.", write)
