"""Scorecards in; lines for a terminal, a block a stage, out."""

from backlogue.render.scorecard import ScorecardFormat, cell_words, score_words
from backlogue.render.terminal import visible
from backlogue.views.scorecard import Card, Readiness, Stage


def write(found: Readiness) -> str:
    """Every stage with its measures and, for each item, how it stands."""
    blocks = [_stage(card, stage) for card in found.cards for stage in card.stages if stage.rows]
    return "\n\n".join(blocks or ["No scorecard applies."]) + "\n"


def _stage(card: Card, stage: Stage) -> str:
    lines = [f"{card.name}@{stage.name}"]
    for total in stage.totals:
        word = "passes" if total.passed else "does not pass"
        lacking = f"; must-haves lacking: {', '.join(total.lacking)}" if total.lacking else ""
        lines.append(f"  {total.item} {word}: {score_words(total, stage.least, card.scoring)}{lacking}")
        lines += [f"    {section}: {points:g}" for section, points in total.sections]
    for row in stage.rows:
        must = ", must" if row.must_have else ""
        asked = f" {row.asked}" if row.asked else ""
        lines.append(f"  {row.name} (weight {row.weight:g}{must}){asked}")
        lines += [f"    {cell.item}: {cell_words(row, cell)}" for cell in row.cells]
    return "\n".join(visible(line) for line in lines)


FORMAT = ScorecardFormat("text", write)
