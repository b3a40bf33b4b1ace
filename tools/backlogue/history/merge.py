"""Three versions of a plan file in (what both sides started from, ours, theirs); their merge by field out.

The two sides are put into one order first, so that which of them is "ours" decides nothing: a merge,
a rebase and a cherry-pick, which swap them, give the same bytes.
"""

from typing import NamedTuple

from backlogue.history.merge_body import MergeText, merge_body
from backlogue.history.merge_front import merge_front
from backlogue.history.merge_marks import Marks
from backlogue.history.merge_values import pick
from backlogue.parse.source import read_record

_BOM = "\ufeff"


class Merged(NamedTuple):
    """The text, and the names of what is in conflict: keys, and `text` for the Markdown below them."""

    text: str
    conflicts: tuple[str, ...] = ()


class _Parts(NamedTuple):
    head: str
    front: str
    close: str
    body: str


def merge(base: str, ours: str, theirs: str, merge_text: MergeText, size: int = 7) -> Merged | None:
    """Merge by field; `size` is the length of conflict markers. None when a version cannot be read as a plan file.

    `base` is empty where both sides added the file. Line ends and the byte order mark are merged like a key.
    """
    if ours == theirs or base == theirs:
        return Merged(ours)
    if base == ours:
        return Merged(theirs)
    swapped = theirs < ours
    if swapped:
        ours, theirs = theirs, ours
    marked = [text.startswith(_BOM) for text in (base, ours, theirs)]
    ends = [_line_end(text) for text in (base, ours, theirs)]
    versions = [text.removeprefix(_BOM) for text in (base, ours, theirs)]
    end = pick(*ends) if base else ends[1]
    if None not in ends:
        versions = [text.replace("\r\n", "\n") for text in versions]
    merged = _merge(versions, Marks(size, swapped), merge_text)
    if merged is None:
        return None
    text = merged.text.replace("\n", "\r\n") if end == "\r\n" and None not in ends else merged.text
    return Merged(_BOM * (pick(*marked) if base else marked[1]) + text, merged.conflicts)


def _merge(versions: list[str], marks: Marks, merge_text: MergeText) -> Merged | None:
    cuts = [_cut(text) if text else _Parts("", "", "", "") for text in versions]
    parts = [cut for cut in cuts if cut is not None]
    if len(parts) < len(cuts):
        return None
    base, ours, theirs = parts
    front = merge_front(base.front, ours.front, theirs.front, marks)
    if front is None:
        return None
    body = merge_body(base.body, ours.body, theirs.body, marks, merge_text)
    head, close = pick(base.head, ours.head, theirs.head), pick(base.close, ours.close, theirs.close)
    if body.text and not close.endswith("\n"):
        close += "\n"
    text = head + front.text + close + body.text
    return Merged(text, (*front.conflicts, *(["text"] if body.conflicts else [])))


def _cut(text: str) -> _Parts | None:
    record = read_record("", text.encode("utf-8", "surrogatepass")).record
    if record is None:
        return None
    front = record.front
    return _Parts(text[: front.start], text[front], text[front.stop : record.body_start], text[record.body_start :])


def _line_end(text: str) -> str | None:
    """How every line ends; None where they differ."""
    if "\r" not in text:
        return "\n"
    return "\r\n" if text.count("\r") == text.count("\n") == text.count("\r\n") else None
