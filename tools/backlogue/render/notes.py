"""A report's document in; the lines that people go on from in a sprint's file, as Markdown, out."""

from collections.abc import Iterator

from backlogue.render.closing import one_line
from backlogue.views.document import Document, Part, Point, Table

# What each table says of a row in one line: the cells to join behind the first, by key.
_MOST = 40


def notes(document: Document) -> str:
    """One bullet for each sentence, and one for each row of a table, below a bold line for each part."""
    lines = [f"**{document.answer}**"]
    for part in document.parts:
        lines += _part(part)
    lines += ["", f"_{written_by(document)} from the files. {document.as_of.words}._"]
    return "\n".join(lines)


def written_by(document: Document) -> str:
    """How the last line of a report's notes begins."""
    return f"Written by `backlogue report {document.report}`"


def _part(part: Part) -> Iterator[str]:
    if part.bare:
        if part.empty:
            yield from ("", f"**{part.title}:** {one_line(part.empty)}")
        return
    yield from ("", f"**{part.title}**", "")
    for point in part.points:
        yield f"- {one_line(_point(point))}"
    for table in part.tables:
        rows = list(_rows(table))
        yield from rows[:_MOST]
        if len(rows) > _MOST:
            yield f"- and {len(rows) - _MOST} more"


def _point(point: Point) -> str:
    label = f"{point.label}: " if point.label else ""
    return f"{label}{point.text}{f' ({point.sub})' if point.sub else ''}"


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        told = [
            f"{column.title.lower()} {cell.text}" if column.right else cell.text
            for column, cell in zip(table.columns[1:], row[1:], strict=True)
            if cell.text
        ]
        words = f"{row[0].text}: {', '.join(told)}" if told else row[0].text
        yield f"- {one_line(words)}"
