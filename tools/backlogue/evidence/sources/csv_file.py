"""A CSV file, a column and a row filter in, the one value they name out."""

import csv
from typing import Any

from backlogue.base.nearest import nearest
from backlogue.base.observation import Observation
from backlogue.evidence.content import Content, Options, file_source
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import observed
from backlogue.evidence.options import one_of, text_of


def look(content: Content, options: Options) -> Observation:
    """The value of `column` in the one row for which every column of `where` has the value written there.

    `row: first` or `row: last` chooses among several. The first line holds the names of the columns.
    """
    column, choice = text_of(options, "column"), one_of(options, "row", ("only", "first", "last"), "only")
    wanted, rows = _filter(options), _rows(content, options)
    names = rows.pop(0) if rows else []
    found = [row for row in rows if all(_cell(names, row, name) == value for name, value in wanted.items())]
    index = _column(names, column)
    if not found:
        shown = ", ".join(f"{name} = {value}" for name, value in wanted.items())
        raise Fault("metric-missing", f"no row has {shown}" if shown else "there are no rows below the header")
    if len(found) > 1 and choice == "only":
        raise Fault("bad-reference", f"{len(found)} rows fit: narrow where, or say row: first or row: last")
    row = found[-1 if choice == "last" else 0]
    return observed(row[index] if index < len(row) else None, column, from_text=True)


def _rows(content: Content, options: Options) -> list[list[str]]:
    delimiter = options.get("delimiter") or ("\t" if content.path.lower().endswith(".tsv") else ",")
    if not isinstance(delimiter, str) or len(delimiter) != 1 or delimiter in '"\r\n':
        raise Fault("bad-reference", "delimiter must be one character")
    try:
        lines = content.text.splitlines(keepends=True)
        return [row for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error as error:
        raise Fault("unparseable", f"{content.path} is not CSV: {error}") from None


def _filter(options: Options) -> dict[str, str]:
    where: Any = options.get("where", {})
    if not isinstance(where, dict) or any(isinstance(value, dict | list) for value in where.values()):
        raise Fault("bad-reference", "where must be columns and their values: where: {split: test}")
    return {str(name): text_of(where, name) for name in where}


def _cell(names: list[str], row: list[str], name: str) -> str:
    index = _column(names, name)
    return row[index].strip() if index < len(row) else ""


def _column(names: list[str], name: str) -> int:
    if not name:
        raise Fault("bad-reference", "column must say which value")
    found = [index for index, one in enumerate(names) if one.strip() == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise Fault("bad-reference", f"{len(found)} columns are called {name}")
    meant = nearest(name, [one.strip() for one in names])
    raise Fault("metric-missing", f"there is no column {name}" + (f"; did you mean {meant}?" if meant else ""))


SOURCE = file_source("csv", {"column", "where", "row", "delimiter"}, look)
