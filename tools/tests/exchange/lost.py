"""The law of imports, told independently of the importer: what of a source is neither in the files nor in the report.

Words are compared, not characters, because markup changes: `h2. Aim` becomes `## Aim`. Dates are read
here with strptime, so that an error in the importer's own reader shows.
"""

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from backlogue.exchange import Imported, render_report
from backlogue.parse import read_record

_PATTERNS = ("%d/%b/%y %I:%M %p", "%d.%m.%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d")
# Markup whose words are formatting only: colours, sizes, the kind of a link, tags and their attributes.
_FORMATTING = (
    r"\{(?:color|code|noformat|quote|panel|info|tip|note|warning|expand)(?::[^}\n]*)?\}",
    r"(?<=!)([^!|\n]+)\|[^!\n]*(?=!)",
    r"\|smart-link(?=\])",
    r"\[~accountid:",
    r"(?m)^\s*h[1-6]\.\s",
    r"(?m)^\s*bq\.\s",
)


def words(text: str) -> list[str]:
    """Runs of letters and digits, lower case."""
    return re.findall(r"[^\W_]+", text.casefold())


def lost(imported: Imported, cells: Iterator[tuple[str, int, str, str]]) -> list[str]:
    """Every cell (item, row, heading, text) with a word that is neither in its item's file nor in the report."""
    report = render_report(imported.report) + "\n".join(f.message for f in imported.findings)
    said = Counter(words(report))
    files = {path.rsplit("/", 1)[-1]: Counter(_written(path, text)) for path, text in imported.files.items()}
    found = []
    for item, row, heading, text in cells:
        own = next((kept for name, kept in files.items() if name.startswith((f"{item}-", f"{item}."))), Counter())
        readings = [[word for word in wanted if word not in own and word not in said] for wanted in _wanted(text)]
        if all(readings):
            missing = min(readings, key=len)
            found.append(f"row {row}, {heading}: {missing} of {text[:200]!r}")
    return found


def _written(path: str, text: str) -> list[str]:
    """The words of a file, those of its front matter as YAML reads them."""
    record = read_record(path, text.encode()).record
    values = [] if record is None else list(record.values.values())
    inner = [str(one) for value in values for one in (value if isinstance(value, list) else [value])]
    return words(text) + words(" ".join(inner))


def _wanted(text: str) -> list[list[str]]:
    """The words that must be found: as written, or with the date at the start as ISO writes it."""
    for pattern in _FORMATTING:
        text = re.sub(pattern, r"\1" if "([^" in pattern else " ", text)
    plain = words(re.sub(r"</?[a-zA-Z][^>]*>", " ", text))
    # Parsers of HTML forgive "&lT;" and the like, each in its own way.
    text = re.sub(r"&[a-zA-Z]+;", lambda match: match[0].lower(), text)
    unescaped = words(html.unescape(re.sub(r"</?[a-zA-Z][^>]*>", " ", text)))
    head, _, rest = text.partition(";")
    moment = _moment(head.strip())
    if moment is None:
        return [plain, unescaped]
    clock = f" {moment:%H:%M}" if moment.hour or moment.minute else ""
    return [plain, unescaped, words(f"{moment:%Y-%m-%d}{clock}") + words(rest)]


def _moment(text: str) -> datetime | None:
    for pattern in _PATTERNS:
        try:
            return datetime.strptime(re.sub(r"\.\d+Z?$|Z$", "", text), pattern)
        except ValueError:
            continue
    return None


def csv_cells(data: bytes, key: str, prefix: str = "", delimiter: str = ",") -> Iterator[tuple[str, int, str, str]]:
    """The non-empty cells of a CSV export, read by Python's own reader."""
    csv.field_size_limit(10_000_000)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    at = rows[0].index(key)
    for number, row in enumerate(rows[1:], start=2):
        for heading, text in zip(rows[0], row, strict=False):
            if text.strip():
                yield prefix + row[at], number, heading, text
