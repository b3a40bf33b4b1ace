"""The final text of a plan file in; what it looked like earlier, out: fewer keys, an earlier state, open boxes."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from backlogue.edit.rewrite import rewrite
from backlogue.edit.values import MISSING, Path, drop, put
from backlogue.parse import Record, read_record

_TICKED = re.compile(r"^([ \t]*[-*+] \[)[xX](\])", re.MULTILINE)
_REVIEW = re.compile(r"^## Review\b", re.MULTILINE)

# What is only known once work has ended.
RESULTS = ("evidence", "waivers", "runs", "result", "outcome", "learning", "decision", "leads_to", "answer", "reopened")


def record_of(path: str, text: str) -> Record:
    """The record of a text that is known to be sound."""
    record = read_record(path, text.encode()).record
    if record is None:
        raise ValueError(f"{path} cannot be read")
    return record


def without(path: str, text: str, keys: Iterable[str]) -> str:
    """The text without some keys."""
    for key in keys:
        if key in record_of(path, text).values:
            text = _changed(path, text, (key,), MISSING)
    return text


def having(path: str, text: str, key: str, value: Any) -> str:
    """The text with another value of one key."""
    return _changed(path, text, (key,), value)


def unsigned(path: str, text: str, day: date) -> str:
    """The text without the proofs of checkpoints that were not given yet at the end of a day."""
    for count, checkpoint in enumerate(record_of(path, text).values.get("checkpoints", ())):
        signed = checkpoint.get("evidence", {}).get("on")
        if signed is not None and str(signed) > day.isoformat():
            text = _changed(path, text, ("checkpoints", count, "evidence"), MISSING)
    return text


def unticked(text: str) -> str:
    """The text with every task-list box open."""
    return _TICKED.sub(r"\1 \2", text)


def unreviewed(text: str) -> str:
    """A sprint's text as it was before its review: the sections are there and empty."""
    match = _REVIEW.search(text)
    return text if match is None else text[: match.start()] + "## Review\n\n## Retrospective\n"


def _changed(path: str, text: str, place: Path, value: Any) -> str:
    record = record_of(path, text)
    front = rewrite(text[record.front], record.values, place, value)
    if front is None:
        raise ValueError(f"{path}: {place} cannot be changed alone")
    changed = text[: record.front.start] + front + text[record.front.stop :]
    wanted = drop(record.values, place) if value is MISSING else put(record.values, place, value)
    if record_of(path, changed).values != wanted:
        raise ValueError(f"{path}: {place} was not changed alone")
    return changed
