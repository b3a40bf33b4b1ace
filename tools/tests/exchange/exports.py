"""Exports as tests make them: rows in; bytes as a foreign tool would write them, and their import, out."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from backlogue.exchange import Imported, Mapping, Options, Source, importers

SHARED = Path(__file__).parents[4] / "shared" / "samples"


def sample(*parts: str) -> Source:
    """A real export; the test is skipped where the samples are not beside the repository."""
    path = SHARED.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"the samples are not beside the repository ({path.name})")
    return Source(path.name, path.read_bytes())


def as_csv(
    rows: Sequence[Sequence[str]], delimiter: str = ",", ending: str = "\r\n", name: str = "export.csv"
) -> Source:
    """Rows, headings first, as CSV in UTF-8."""
    file = io.StringIO()
    # With "\r" between rows Python's writer would leave a line feed inside a cell unquoted.
    quoting = csv.QUOTE_ALL if ending == "\r" else csv.QUOTE_MINIMAL
    csv.writer(file, delimiter=delimiter, lineterminator=ending, quoting=quoting).writerows(rows)
    return Source(name, file.getvalue().encode())


def jira(rows: Sequence[Sequence[str]] | Source, **options: object) -> Imported:
    """Import rows, or a source, as Jira's."""
    return _import("jira", rows, options)


def azure(rows: Sequence[Sequence[str]] | Source, **options: object) -> Imported:
    """Import rows, or a source, as Azure DevOps'."""
    return _import("azure", rows, options)


def _import(form: str, rows: Sequence[Sequence[str]] | Source, options: dict[str, object]) -> Imported:
    source = rows if isinstance(rows, Source) else as_csv(rows)
    if isinstance(options.get("mapping"), dict):
        options["mapping"] = Mapping.model_validate(options["mapping"])
    return importers()[form].read([source], Options(**options))  # type: ignore[arg-type]


def item(imported: Imported, start: str) -> str:
    """The text of the one item whose file name starts so."""
    found = [text for path, text in imported.files.items() if path.rsplit("/", 1)[-1].startswith(start)]
    assert len(found) == 1, (start, list(imported.files), imported.findings)
    return found[0]


def codes(imported: Imported) -> list[str]:
    """The codes of all findings, in order."""
    return [finding.code for finding in imported.findings]
