"""Numbers, days and lists in; the words a sentence needs out."""

from collections.abc import Iterable, Sequence
from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


# Names that are letters, which nobody writes small in a sentence.
_LETTERS = {letters.lower(): letters for letters in ("AI", "API", "EU", "LLM", "ML", "QA", "UI", "UX")}


def number(value: float) -> str:
    """A number with at most two decimals and none that say nothing: 5, 2.5, 0.82."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def count(value: float, one: str, many: str = "") -> str:
    """A number and its noun: 1 item, 3 items, 2 stories."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def day(value: date) -> str:
    """A day for people: 6 July 2026. The names do not depend on the machine's language."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def span(first: date, last: date) -> str:
    """Two days for people, without saying the month or year twice: 6 to 17 July 2026."""
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1]} to {day(last)}"
    return f"{first.day} to {day(last)}"


def listing(words: Sequence[str], most: int = 4) -> str:
    """A list in a sentence: a, b and c; or a, b, c and 4 more."""
    shown = list(words[:most])
    if len(words) > most:
        shown.append(f"{len(words) - most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def sentence(parts: Iterable[str]) -> str:
    """Clauses joined by semicolons, the first letter large, a full stop at the end."""
    text = "; ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}" if text else ""


def unread_words(paths: Sequence[str]) -> str:
    """What a page owes its reader where plan files could not be read; empty where all could."""
    if not paths:
        return ""
    whose = "its" if len(paths) == 1 else "their"
    return f"{count(len(paths), 'plan file')} could not be read, so that {whose} content is missing here."


def spoken(name: str) -> str:
    """A name made of words as words: in-progress is In progress, ml-test-score is ML test score."""
    words = [_LETTERS.get(word, word) for word in name.replace("-", " ").replace("_", " ").split(" ")]
    text = " ".join(words)
    return text[:1].upper() + text[1:]
