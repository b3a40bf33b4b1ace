"""CSV text in; headings and rows of cells, each with its place, and what is wrong with the text, out.

Our own reader rather than `csv`, because every cell needs its line and column, and because a quote
that never closes must be told from a long cell.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from backlogue.base import Span


class Cell(NamedTuple):
    """One cell: `row` counts as a spreadsheet does (the headings are row 1), `ordinal` counts columns from 0."""

    path: str
    row: int
    ordinal: int
    heading: str
    text: str
    line: int
    column: int

    @property
    def span(self) -> Span:
        return Span(self.path, self.line, self.column, self.line, self.column + 1)


class Fault(NamedTuple):
    """What is wrong with the text as CSV, where, and whether reading stopped there."""

    line: int
    column: int
    message: str


class Table(NamedTuple):
    """Headings in order (repeated ones are repeated), and per row its non-empty cells."""

    path: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    faults: tuple[Fault, ...] = ()


_DELIMITERS = (",", ";", "\t", "|")


def read_table(path: str, text: str) -> Table:
    """Read a whole file; rows with nothing in them are passed over."""
    start, delimiter = _start(text)
    places = _Places(text)
    records, fault = _records(text, start, delimiter)
    faults = () if fault is None else (Fault(*places.at(fault), "a quoted cell starts here and never ends"),)
    if not records:
        return Table(path, (), (), faults)
    headings = tuple(cell.strip() for cell, _ in records[0])
    rows = []
    for number, record in enumerate(records[1:], start=2):
        row = []
        for index, (value, offset) in enumerate(record):
            if not value.strip():
                continue
            heading = headings[index] if index < len(headings) and headings[index] else f"column {letters(index)}"
            row.append(Cell(path, number, index, heading, value, *places.at(offset)))
        if row:
            rows.append(tuple(row))
    return Table(path, headings, tuple(rows), faults)


def letters(index: int) -> str:
    """A column's name as a spreadsheet shows it: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _start(text: str) -> tuple[int, str]:
    """Where the headings start, and the delimiter: from Excel's `sep=` line, or the commonest in the headings."""
    declared = re.match(r"sep=(.)\r?\n", text)
    if declared is not None:
        return declared.end(), declared[1]
    blank = re.match(r"(?:[ \t]*\r?\n)*", text)
    start = blank.end() if blank is not None else 0
    end = text.find("\n", start)
    head = re.sub(r'"[^"]*"', "", text[start : end if end >= 0 else len(text)])
    return start, max(_DELIMITERS, key=lambda mark: (head.count(mark), -_DELIMITERS.index(mark)))


@lru_cache(maxsize=8)
def _cell_pattern(delimiter: str) -> re.Pattern[str]:
    plain = rf"[^{re.escape(delimiter)}\r\n]*+"
    return re.compile(
        rf'(?:"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"(?P<tail>{plain})|(?P<plain>{plain}))(?P<end>{re.escape(delimiter)}|\r\n|\n|\r|\Z)'
    )


def _records(text: str, start: int, delimiter: str) -> tuple[list[list[tuple[str, int]]], int | None]:
    """Rows of (value, offset), and the offset of a quote that never closes."""
    pattern = _cell_pattern(delimiter)
    records: list[list[tuple[str, int]]] = []
    row: list[tuple[str, int]] = []
    at, fault = start, None
    while at < len(text) or row:
        match = pattern.match(text, at)
        assert match is not None  # the plain branch matches anything
        if match["quoted"] is not None:
            value = match["quoted"].replace('""', '"') + match["tail"]
        else:
            value = match["plain"]
            if value.startswith('"'):
                # The closing quote is missing: the rest of the file is this cell, and said to be.
                row.append((text[at + 1 :], at))
                fault = at
                records.append(row)
                break
        row.append((value, at))
        at = match.end()
        if match["end"] != delimiter:
            records.append(row)
            row = []
    return records, fault


class _Places:
    """Offsets to lines and columns, both from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]

    def at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
