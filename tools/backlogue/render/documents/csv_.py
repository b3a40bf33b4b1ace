"""A report's document in, its main table as comma-separated values out, safe to open in a spreadsheet."""

import csv
import io

from backlogue.render.document import DocumentFormat, Press, Unfit
from backlogue.render.lists.csv_ import cell
from backlogue.views.document import Document


def write(document: Document, _press: Press) -> bytes:
    """A header line of keys, then one line a row; numbers as numbers."""
    table = next((one for one in document.tables if one.name == document.main), None)
    if table is None:
        raise Unfit(f"this {document.report} report holds no table, so it has no CSV: take json or markdown")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow([cell(one.plain) for one in row])
    return text.getvalue().encode()


FORMAT = DocumentFormat("csv", write)
