"""Scorecards in; Markdown with a table a stage, items side by side, out."""

from backlogue.render.markdown import escape
from backlogue.render.scorecard import ScorecardFormat, cell_words, score_words
from backlogue.views.scorecard import Card, Readiness, Row, Stage


def write(found: Readiness) -> str:
    """A heading a scorecard and stage, then the table."""
    blocks = [_stage(card, stage) for card in found.cards for stage in card.stages if stage.rows]
    return "\n\n".join(blocks or ["No scorecard applies."]) + "\n"


def _stage(card: Card, stage: Stage) -> str:
    names = [escape(total.item) for total in stage.totals]
    lines = [
        f"## {escape(card.name)}, {escape(stage.name)}",
        "",
        f"| Measure | Weight | Asked | {' | '.join(names)} |",
        f"| --- | ---: | --- |{' --- |' * len(names)}",
        *(_row(row, [total.item for total in stage.totals]) for row in stage.rows),
    ]
    told = [
        f"{'passes' if total.passed else 'does not pass'}: {score_words(total, stage.least, card.scoring)}"
        for total in stage.totals
    ]
    return "\n".join([*lines, f"| **Score** |  |  | {' | '.join(escape(one) for one in told)} |"])


def _row(row: Row, items: list[str]) -> str:
    cells = {cell.item: cell_words(row, cell) for cell in row.cells}
    text = f"{row.text} (must-have)" if row.must_have else row.text
    written = (text, f"{row.weight:g}", row.asked, *(cells.get(item, "not asked") for item in items))
    return f"| {' | '.join(escape(one) for one in written)} |"


FORMAT = ScorecardFormat("markdown", write)
