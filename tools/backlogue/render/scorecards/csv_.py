"""Scorecards in; comma-separated values, one line an item, stage and measure, out."""

import csv
import io

from backlogue.render.lists.csv_ import cell
from backlogue.render.scorecard import ScorecardFormat
from backlogue.views.scorecard import Readiness

COLUMNS = (
    "scorecard", "stage", "item", "measure", "section", "weight", "must_have", "threshold", "unit", "stand", "value",
    "machine", "evidence", "why",
)  # fmt: skip


def write(found: Readiness) -> str:
    """A header line, then a line a cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for card in found.cards:
        for stage in card.stages:
            for row in stage.rows:
                for one in row.cells:
                    values = (
                        card.name, stage.name, one.item, row.name, row.section, row.weight, row.must_have,
                        row.threshold, row.unit, one.stand, one.value, one.machine, one.evidence, one.why,
                    )  # fmt: skip
                    writer.writerow([cell(value) for value in values])
    return text.getvalue()


FORMAT = ScorecardFormat("csv", write)
