"""One row in; the plain values of its front matter (points, due date, priority, labels, own fields) out."""

import re

from backlogue.exchange.dates import Reader, looks_dated
from backlogue.exchange.faults import at_cell, shown
from backlogue.exchange.issue import Issue
from backlogue.exchange.known import Known
from backlogue.exchange.ledger import Ledger
from backlogue.exchange.mapping import Mapping, lookup
from backlogue.exchange.table import Cell
from backlogue.exchange.yamltext import Day, number

PRIORITIES = ("highest", "high", "medium", "low", "lowest")
_WORDS = {
    "highest": (
        "highest|blocker|critical|1|1.0|más alta|muy alta|höchste|la plus élevée|highest priority|altíssima|mais alta"
    ),
    "high": "high|major|urgent|2|2.0|alta|hoch|élevée|haute",
    "medium": "medium|normal|3|3.0|media|mittel|moyenne|média|moderate",
    "low": "low|minor|4|4.0|baja|niedrig|faible|basse|baixa|bassa",
    "lowest": "lowest|trivial|5|5.0|más baja|niedrigste|la plus faible|mais baixa",
}
_PRIORITY = {word: priority for priority, words in _WORDS.items() for word in words.split("|")}
_AMOUNT = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")
_LONGEST_TITLE = 300


def title_of(issue: Issue) -> str:
    """The title on one line; the id where there is none."""
    cell = issue.first("title") or next((cell for _, cell in issue.fields("tree:")), None)
    if cell is None:
        return issue.id
    text = "".join(character if character.isprintable() else " " for character in " ".join(cell.text.split()))
    if len(text) > _LONGEST_TITLE:
        issue.keep(cell, "cut in the title")
        return text[: _LONGEST_TITLE - 1].rstrip() + "…"
    issue.take(cell)
    return text


def points_of(issue: Issue, ledger: Ledger) -> int | float | None:
    """The first estimate that is a number; another one that differs stays in the body."""
    found: float | None = None
    for cell in issue.all("points"):
        word = cell.text.strip()
        if not _AMOUNT.fullmatch(word):
            _odd(issue, cell, "is no number of points", ledger)
            continue
        value = float(word.replace(",", "."))
        if found is None or value == found:
            found = value
            issue.take(cell)
            ledger.became(cell.heading, cell.text, number(value))
        else:
            issue.keep(cell, f"the points are {number(found)}")
            ledger.left(cell, f"another estimate says {number(found)}, which is the one taken")
    return found


def due_of(issue: Issue, dates: Reader, ledger: Ledger) -> Day | None:
    """The day an item is due."""
    due: Day | None = None
    for cell in issue.all("due"):
        found = dates.read(cell.text)
        if found is None and looks_dated(cell.text):
            # That the order of day and month is unknown is said once for all dates.
            issue.keep(cell)
            ledger.left(cell, "the day or the month may come first; say which with --date-format")
        elif found is None:
            _odd(issue, cell, "is no date that can be read", ledger)
        elif due is None or due == found.day:
            due = Day(found.day)
            issue.take(cell)
            ledger.follows(cell.heading, cell.text, found.day)
        else:
            issue.keep(cell, f"due is {due}", str(found))
            ledger.follows(cell.heading, cell.text, str(found))
    return due


def priority_of(issue: Issue, mapping: Mapping, known: Known | None, ledger: Ledger) -> str | None:
    """One of the project's priorities; a word that is none stays in the body."""
    cell = issue.first("priority")
    if cell is None:
        return None
    allowed = (known.priorities if known else None) or PRIORITIES
    folded = cell.text.strip().casefold()
    word = (
        lookup(mapping.priorities, cell.text)
        or next((w for w in allowed if w.casefold() == folded), None)
        or _PRIORITY.get(folded)
    )
    if word is None or word not in allowed:
        issue.keep(cell)
        ledger.left(cell, f"no priority here ({', '.join(allowed)}); a mapping file can name one under priorities")
        return None
    issue.take(cell)
    ledger.became(cell.heading, cell.text, word)
    return word


def labels_of(issue: Issue, parting: str) -> tuple[str, ...]:
    """Labels, each once; `parting` is the pattern that parts several in one cell."""
    found: dict[str, None] = {}
    for cell in issue.all("labels"):
        issue.take(cell)
        for word in re.split(parting, cell.text):
            if word := " ".join(word.split()):
                found[word] = None
    return tuple(found)


def own_fields(issue: Issue, known: Known | None, ledger: Ledger) -> dict[str, str]:
    """Values of columns that the mapping file sends to fields of the project's own."""
    found: dict[str, str] = {}
    for name, cell in issue.fields("fields."):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or (known is not None and name not in known.fields):
            issue.keep(cell)
            ledger.left(cell, f"backlogue.yaml declares no field {name}")
            continue
        text = " ".join(cell.text.split())
        found[name] = f"{found[name]}; {text}" if name in found else text
        issue.take(cell)
    return found


def show_dates(issue: Issue, dates: Reader, ledger: Ledger) -> None:
    """Dates that have no key of their own are shown as ISO writes them."""
    for cell in issue.all("date"):
        found = dates.read(cell.text) if looks_dated(cell.text) or dates.pattern else None
        if found is not None:
            issue.keep(cell, "", str(found))
            ledger.follows(cell.heading, cell.text, str(found))


def _odd(issue: Issue, cell: Cell, why: str, ledger: Ledger) -> None:
    issue.keep(cell)
    ledger.left(cell, why)
    ledger.say(at_cell("IMP106", cell, f"{shown(cell.text)} {why}", "it is kept under Imported fields"))
