"""A ledger in; comma-separated values, one line an experiment, safe to open in a spreadsheet, out."""

import csv
import io

from backlogue.render.ledger import LedgerFormat
from backlogue.render.lists.csv_ import cell
from backlogue.views.ledger import Ledger

COLUMNS = (
    "id", "title", "team", "owner", "life", "outcome", "computed", "metric", "baseline", "target", "value", "proof",
    "days", "days_from", "timebox", "sprints", "learning", "decision", "came_from", "leads_to",
)  # fmt: skip


def write(book: Ledger) -> str:
    """A header line, then the experiments in the ledger's order; lists with commas."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in book.trials:
        values = (getattr(one, name) for name in COLUMNS)
        writer.writerow([cell(list(value) if isinstance(value, tuple) else value) for value in values])
    return text.getvalue()


FORMAT = LedgerFormat("csv", write)
