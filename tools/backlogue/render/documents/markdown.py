"""A report's document in, Markdown as GitHub shows it out. Texts from files are shown and do nothing."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from backlogue.render.document import DocumentFormat, Press
from backlogue.render.markdown import one_line
from backlogue.views.document import Cell, Document, Link, Part, Point, Table
from backlogue.views.manifest import Manifest

_SIGNS = {
    "done": "✔", "error": "✘", "warning": "▲", "waiting": "◌", "todo": "○", "dropped": "⊘", "doing": "◐",
}  # fmt: skip


def write(document: Document, _press: Press) -> bytes:
    """Headings, lists and tables; the manifest in a block that sha256sum can check."""
    return "\n".join([*_lines(document), ""]).encode()


def _lines(document: Document) -> Iterator[str]:
    yield f"# {escape(document.title)}: {escape(document.subject)}"
    yield ""
    yield f"**{escape(document.answer)}**"
    yield ""
    yield f"- Project: {escape(document.project)}"
    yield f"- {escape(document.as_of.words)}"
    yield from (f"- {escape(fact.label)}: {escape(fact.text)}" for fact in document.facts if fact.text)
    for part in document.parts:
        yield from _part(part)
    if document.manifest is not None:
        yield from _manifest(document.manifest)


def _part(part: Part) -> Iterator[str]:
    yield from ("", f"## {escape(part.title)}", "")
    if part.note:
        yield from (f"_{escape(part.note)}_", "")
    if part.bare:
        yield escape(part.empty or "Nothing.")
        return
    yield from map(_point, part.points)
    for table in part.tables:
        if table.rows:
            yield from _table(table, several=len(part.tables) > 1 or bool(part.points))


def _point(point: Point) -> str:
    label = f"**{_linked(escape(point.label), point.link)}:** " if point.label else ""
    words = escape(point.text) if point.label else _linked(escape(point.text), point.link)
    return f"- {_sign(point.mark)}{label}{words}{f' ({escape(point.sub)})' if point.sub else ''}"


def _table(table: Table, several: bool) -> Iterator[str]:
    if several:
        yield from ("", f"_{escape(table.caption)}_", "")
    yield f"| {' | '.join(escape(column.title) for column in table.columns)} |"
    yield f"|{'|'.join('---:' if column.right else '---' for column in table.columns)}|"
    for row in table.rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(cell: Cell) -> str:
    words = _linked(escape(cell.text), cell.link) if cell.text else ""
    sub = f"<br><sub>{escape(cell.sub)}</sub>" if cell.sub else ""
    return f"{_sign(cell.mark) if cell.text else ''}{words}{sub}"


def _sign(mark: str) -> str:
    return f"{_SIGNS[mark]} " if mark in _SIGNS else ""


def _linked(words: str, link: Link | None) -> str:
    """The words as a link where it leads to the web; other places have no address in a file of their own."""
    url = link.url if link is not None else ""
    return f"[{words}](<{quote(url, safe=_URL)}>)" if url.startswith(("https://", "http://")) else words


# Signs that begin something in the middle of a line; nothing here stands at the start of one.
_ACTIVE = re.compile(r"[\\`*_\[\]<>|~$&#@]|:(?=//)|(?<=www)\.|(?<=mailto):", re.IGNORECASE)


def escape(text: str) -> str:
    """Text as it is, with entities only where Markdown or GitHub would make something of it."""
    return _ACTIVE.sub(lambda sign: f"&#{ord(sign[0])};" + ("\u2060" if sign[0] == "@" else ""), one_line(text))


_URL = ":/?#[]@!$&'*+,;=%~"


def _manifest(manifest: Manifest) -> Iterator[str]:
    yield from ("", "## Made from", "")
    yield f"SHA-256 of the lines below: `{manifest.digest}`"
    yield from ("", "```text", *map(one_line, manifest.lines), "```")


FORMAT = DocumentFormat("markdown", write)
