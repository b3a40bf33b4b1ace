"""The findings of an import: code, name and weight of each kind, and how one about a cell is worded."""

from typing import NamedTuple

from backlogue.base import Finding, Severity, Span
from backlogue.exchange.table import Cell


class Kind(NamedTuple):
    """A kind of finding: what its rule would be called, and how much it weighs."""

    name: str
    severity: Severity


KINDS: dict[str, Kind] = {
    "IMP101": Kind("unreadable-export", Severity.ERROR),
    "IMP102": Kind("no-such-column", Severity.ERROR),
    "IMP103": Kind("row-without-id", Severity.WARNING),
    "IMP104": Kind("row-twice", Severity.WARNING),
    "IMP105": Kind("ambiguous-dates", Severity.WARNING),
    "IMP106": Kind("value-not-understood", Severity.WARNING),
    "IMP107": Kind("guessed-encoding", Severity.INFO),
    "IMP108": Kind("import-mapping", Severity.ERROR),
    "IMP109": Kind("status-without-category", Severity.WARNING),
    "IMP110": Kind("would-overwrite", Severity.ERROR),
    "IMP111": Kind("row-too-long", Severity.WARNING),
    "IMP112": Kind("parent-not-possible", Severity.WARNING),
    "IMP113": Kind("sprint-without-dates", Severity.INFO),
    "IMP114": Kind("project-lacks", Severity.WARNING),
    "IMP115": Kind("markup-left-out", Severity.WARNING),
    "IMP116": Kind("id-changed", Severity.INFO),
    "IMP117": Kind("mapping-unused", Severity.WARNING),
}


def at_cell(code: str, cell: Cell, message: str, hint: str | None = None) -> Finding:
    """A finding about one cell; the message names its row and column as a spreadsheet shows them."""
    assert code in KINDS, code
    where = f"row {cell.row}, column {cell.heading!r}: "
    return Finding(cell.span, where + message, hint, code=code, severity=KINDS[code].severity)


def at_file(code: str, path: str, message: str, hint: str | None = None, line: int = 1, column: int = 1) -> Finding:
    """A finding about a file as a whole, or about a place in it."""
    assert code in KINDS, code
    return Finding(Span(path, line, column, line, column + 1), message, hint, code=code, severity=KINDS[code].severity)


def shown(text: str, most: int = 60) -> str:
    """A value in a message: quoted, on one line, cut when long."""
    flat = " ".join(text.split())
    return repr(flat if len(flat) <= most else flat[: most - 1] + "…")
