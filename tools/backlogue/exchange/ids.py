"""Keys and numbers of an export in; our ids, and every name by which the export may speak of an item, out."""

import re
from collections.abc import Sequence

from backlogue.exchange.faults import at_cell, shown
from backlogue.exchange.issue import Issue
from backlogue.exchange.ledger import Ledger

_KEY = re.compile(r"(?P<prefix>[A-Z][A-Z0-9_]*)-(?P<number>[0-9]+)")
_NUMBER = re.compile(r"(?:AB#)?(?P<number>[0-9]+)(?:\.0+)?")


def give_ids(issues: Sequence[Issue], prefix: str, ledger: Ledger) -> tuple[list[Issue], dict[str, str]]:
    """The issues that have an id, each one once, and the id behind every key and number."""
    kept: list[Issue] = []
    by_id: dict[str, Issue] = {}
    names: dict[str, str] = {}
    for issue in issues:
        made = _id(issue, prefix, ledger)
        if made is None:
            for cell in issue.cells:
                ledger.left(cell, "the row has no key and no number, so it became no item")
            words = "; ".join(f"{cell.heading}: {cell.text.strip()}" for cell in issue.cells)
            message = f"a row with neither key nor number is left out ({shown(words, 200)})"
            ledger.say(
                at_cell(
                    "IMP103",
                    issue.place,
                    message,
                    "give the row an id in the export, or ignore it if it is a footer",
                )
            )
            continue
        if made in by_id:
            _again(issue, by_id[made], made, ledger)
            continue
        issue.id = made
        by_id[made] = issue
        kept.append(issue)
        for field in ("key", "number"):
            if word := issue.text(field):
                names.setdefault(re.sub(r"\.0+$", "", word), made)
        names[made] = made
    return kept, names


def _id(issue: Issue, prefix: str, ledger: Ledger) -> str | None:
    key, number = issue.first("key"), issue.first("number")
    if key is not None and (match := _KEY.fullmatch(key.text.strip().upper())) is not None:
        made = f"{match['prefix'].replace('_', '')}-{match['number']}"
        issue.take(key)
        ledger.became(key.heading, key.text, made)
        if made != key.text.strip():
            ledger.say(
                at_cell(
                    "IMP116",
                    key,
                    f"{key.text.strip()} becomes {made}: ids have capital letters, digits and one dash",
                )
            )
        return made
    cell = number or key
    if cell is None or (match := _NUMBER.fullmatch(cell.text.strip())) is None:
        return None
    made = f"{prefix}-{match['number']}"
    issue.take(cell)
    ledger.follows(cell.heading, cell.text, made)
    return made


def _again(issue: Issue, first: Issue, made: str, ledger: Ledger) -> None:
    """Exports overlap, and queries over links repeat rows: equal rows are one, others are named."""
    before = [(cell.heading, cell.text) for cell in first.cells]
    if [(cell.heading, cell.text) for cell in issue.cells] == before:
        return
    missing = [cell for cell in issue.cells if (cell.heading, cell.text) not in before]
    for cell in missing:
        ledger.left(cell, f"{made} is already in {first.place.path}, row {first.place.row}, which is the one taken")
    where = f"{first.place.path}, row {first.place.row}"
    message = f"{made} is here again with other values than in {where}; the first row is taken"
    ledger.say(at_cell("IMP104", issue.place, message, "import only the newer export, or name it first"))
