"""A report's document in, one JSON object out: tables as lists of objects, values as values."""

from typing import Any

from backlogue.render.document import DocumentFormat, Press
from backlogue.render.terminal import json_text
from backlogue.views.document import Document, Link, Part, Table

VERSION = 1


def write(document: Document, _press: Press) -> bytes:
    """The object, indented, keys in the documented order."""
    return json_text(as_values(document)).encode()


def as_values(document: Document) -> dict[str, Any]:
    """The object as plain values."""
    as_of, manifest = document.as_of, document.manifest
    return {
        "version": VERSION,
        "report": document.report,
        "title": document.title,
        "subject": document.subject,
        "project": document.project,
        "as_of": {"commit": as_of.commit, "day": as_of.day, "changed": as_of.changed},
        "answer": document.answer,
        "unread": list(document.unread),
        "facts": {fact.label: fact.text for fact in document.facts},
        "parts": [_part(part) for part in document.parts],
        "manifest": None
        if manifest is None
        else {
            "tool": manifest.version,
            "commit": manifest.commit,
            "day": manifest.day,
            "changed": manifest.changed,
            "plan": {"files": manifest.count, "sha256": manifest.plan},
            "files": {one.path: one.digest for one in manifest.files},
            "watched": {one.path: one.digest for one in manifest.watched},
            "lines": list(manifest.lines),
            "sha256": manifest.digest,
        },
    }


def _part(part: Part) -> dict[str, Any]:
    points = [{"label": one.label, "text": one.text, "note": one.sub, "link": _link(one.link)} for one in part.points]
    return {
        "name": part.name,
        "title": part.title,
        "note": part.note,
        "points": points,
        "tables": {table.name: _rows(table) for table in part.tables},
    }


def _rows(table: Table) -> list[dict[str, Any]]:
    """Objects of the columns' keys; a column with links or remarks also has `KEY_link` and `KEY_note` in each row."""
    columns = list(zip(table.columns, zip(*table.rows, strict=True), strict=True)) if table.rows else []
    linked = {column.key for column, cells in columns if any(_link(cell.link) for cell in cells)}
    noted = {column.key for column, cells in columns if any(cell.sub for cell in cells)}
    found = []
    for row in table.rows:
        values: dict[str, Any] = {}
        for column, cell in zip(table.columns, row, strict=True):
            values[column.key] = cell.plain if cell.plain != "" else None
            values |= {f"{column.key}_note": cell.sub} if column.key in noted else {}
            values |= {f"{column.key}_link": _link(cell.link)} if column.key in linked else {}
        found.append(values)
    return found


def _link(link: Link | None) -> str:
    return (link.url or link.path) if link is not None else ""


FORMAT = DocumentFormat("json", write)
