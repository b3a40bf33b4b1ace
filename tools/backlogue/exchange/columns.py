"""The headings of a table in; what each column means, and the findings where that cannot be told, out."""

import re
from collections.abc import Callable
from typing import NamedTuple

from backlogue.base import Finding, nearest
from backlogue.exchange.faults import at_file
from backlogue.exchange.mapping import Mapping, fold, lookup
from backlogue.exchange.table import Table

_KEY = re.compile(r"[A-Z][A-Z0-9_]*-[0-9]+")
# The first columns of a Jira export stand in this order in every language.
_JIRA_ORDER = ("title", "key", "number", "type", "status")


class Columns(NamedTuple):
    """A field (or None) for each column."""

    fields: tuple[str | None, ...]
    findings: tuple[Finding, ...] = ()


def columns_of(table: Table, field_of: Callable[[str], str | None], mapping: Mapping) -> Columns:
    """Read headings by the mapping file first, then by the words of the format, then by their usual order."""
    fields = [lookup(mapping.columns, heading) or field_of(heading) for heading in table.headings]
    findings = []
    titled = "title" in fields or any((field or "").startswith("tree:") for field in fields)
    if not titled and not _by_order(table, fields):
        findings.append(_missing(table, "the title", "title"))
    if not {"key", "number"} & set(fields):
        keys = _column_of_keys(table)
        if keys is None:
            findings.append(_missing(table, "the key or number of each item", "key"))
        else:
            fields[keys] = "key"
    return Columns(tuple(fields), tuple(findings))


def unused_columns(tables: list[Table], mapping: Mapping, path: str) -> list[Finding]:
    """Columns the mapping file names and no export has: most often a slip of the pen."""
    headings = {fold(heading): heading for table in tables for heading in table.headings}
    found = []
    for name in mapping.columns:
        if fold(name) not in headings:
            close = nearest(name, headings.values())
            hint = f"did you mean {close!r}?" if close else None
            found.append(
                at_file("IMP117", path, f"the mapping names the column {name!r}, which is not in the export", hint)
            )
    return found


def _by_order(table: Table, fields: list[str | None]) -> bool:
    """Headings in a language we do not know: a Jira export still starts with title, key, number, type, status."""
    if len(fields) < 5 or _column_of_keys(table) != 1:
        return False
    numbers = [cell.text.strip() for row in table.rows for cell in row if cell.ordinal == 2]
    if not numbers or not all(number.isdigit() for number in numbers):
        return False
    for index, field in enumerate(_JIRA_ORDER):
        fields[index] = field
    return True


def _column_of_keys(table: Table) -> int | None:
    """The one column in which every row has a key of its own, such as ABC-12."""
    seen: dict[int, list[str]] = {}
    for row in table.rows:
        for cell in row:
            seen.setdefault(cell.ordinal, []).append(cell.text.strip())
    for index in sorted(seen):
        words = seen[index]
        if len(words) == len(table.rows) == len(set(words)) and all(_KEY.fullmatch(word) for word in words):
            return index
    return None


def _missing(table: Table, what: str, field: str) -> Finding:
    some = ", ".join(dict.fromkeys(heading for heading in table.headings[:12] if heading)) or "none"
    hint = f"name it in a mapping file: columns: {{HEADING: {field}}}; the headings are {some}"
    return at_file("IMP102", table.path, f"no column holds {what}", hint)
