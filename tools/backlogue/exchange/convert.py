"""The steps of an import, on one page: sources and options in; our files, findings and a report out."""

import re
from collections.abc import Sequence

from backlogue.exchange.columns import columns_of, unused_columns
from backlogue.exchange.dates import ORDERS, Inferred, Reader, infer
from backlogue.exchange.dialect import Dialect
from backlogue.exchange.faults import at_cell
from backlogue.exchange.ids import give_ids
from backlogue.exchange.importer import Imported, Options, Source
from backlogue.exchange.issue import Issue
from backlogue.exchange.items import Maker
from backlogue.exchange.kinds import Types
from backlogue.exchange.ledger import Ledger
from backlogue.exchange.links import Links
from backlogue.exchange.mapping import SprintDates
from backlogue.exchange.people import people_for
from backlogue.exchange.report import Report
from backlogue.exchange.sprints import sprints_for
from backlogue.exchange.statuses import States
from backlogue.exchange.table import Cell, Table
from backlogue.exchange.teams import Teams

_DATE_FIELDS = ("date", "due")


def convert(dialect: Dialect, sources: Sequence[Source], options: Options) -> Imported:
    """Read every source, then write every item; an error in any source means no files at all."""
    ledger = Ledger()
    tables, told = _read(dialect, sources, ledger)
    rows, fine = _rows(dialect, tables, options, ledger)
    if not fine or len(tables) + len(told) == 0:
        return Imported({}, ledger.findings, Report())
    prefix = options.prefix or options.mapping.prefix or dialect.prefix
    issues, ids = give_ids(rows, prefix, ledger)
    dates = _dates(issues, options, ledger)
    maker = Maker(
        dialect=dialect,
        mapping=options.mapping,
        known=options.known,
        ledger=ledger,
        types=Types(options.mapping, options.known, ledger, (issue.text("type") for issue in issues), dialect.deep),
        states=States(options.mapping, options.known, ledger, dialect.statuses),
        teams=Teams(options.mapping, options.known, people_for(options.mapping, options.known), ledger, dialect.paths),
        sprints=sprints_for(options.mapping, told, dialect.paths),
        links=Links(ids, options.mapping, ledger),
        dates=dates,
    )
    files = maker.files(issues)
    return Imported(files, ledger.findings, ledger.report(len(issues), len(maker.sprints.files())))


def _read(
    dialect: Dialect, sources: Sequence[Source], ledger: Ledger
) -> tuple[list[Table], list[tuple[str, SprintDates]]]:
    tables: list[Table] = []
    told: list[tuple[str, SprintDates]] = []
    for source in sources:
        read = dialect.read(source)
        for finding in read.findings:
            ledger.say(finding)
        if read.table is not None:
            tables.append(read.table)
        told += read.sprints
    return tables, told


def _rows(dialect: Dialect, tables: list[Table], options: Options, ledger: Ledger) -> tuple[list[Issue], bool]:
    """Rows with the meaning of their columns; whether nothing speaks against going on."""
    rows: list[Issue] = []
    for table in tables:
        columns = columns_of(table, dialect.field_of, options.mapping)
        for finding in columns.findings:
            ledger.say(finding)
        for cells in table.rows:
            rows.append(Issue([_meant(cell, columns.fields, ledger) for cell in cells]))
    if tables:
        for finding in unused_columns(tables, options.mapping, tables[0].path):
            ledger.say(finding)
    return rows, not any(finding.code in ("IMP101", "IMP102") for finding in ledger.findings)


def _meant(cell: Cell, fields: tuple[str | None, ...], ledger: Ledger) -> tuple[str | None, Cell]:
    if cell.ordinal >= len(fields):
        ledger.say(
            at_cell(
                "IMP111",
                cell,
                "the row has more cells than there are headings",
                "it is kept under Imported fields",
            )
        )
        return None, cell
    field = fields[cell.ordinal]
    return (None if field == "keep" else field), cell


def _dates(issues: Sequence[Issue], options: Options, ledger: Ledger) -> Reader:
    """The reader for all dates of an import: as asked for, or in the order that all of them agree on."""
    asked = options.date_format or options.mapping.date_format
    if asked in ORDERS:
        return Reader(asked)
    if asked is not None:
        return Reader(None, asked)
    cells = [cell for issue in issues for field in _DATE_FIELDS for cell in issue.all(field)]
    found: Inferred = infer(cell.text for cell in cells)
    if found.problem is not None:
        example = next(cell for cell in cells if re.match(r"\s*\d{1,2}[-/]", cell.text))
        why = (
            "the day or the month may come first"
            if found.problem == "ambiguous"
            else "in some the day comes first, in others the month"
        )
        hint = "say it with --date-format day-first or --date-format month-first; until then dates stay as text"
        ledger.say(
            at_cell(
                "IMP105",
                example,
                f"dates such as {example.text.strip()} can be read in two ways: {why}",
                hint,
            )
        )
    return Reader(found.order)
