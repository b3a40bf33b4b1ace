"""Three versions of a front matter in; one out in which each key is merged, as the side that changed it wrote it.

Comments, quotes and the order of keys come along: a key that one side changed is copied from it letter by letter.
"""

import re
from typing import Any, NamedTuple

from backlogue.edit.places import Places
from backlogue.edit.rewrite import rewrite
from backlogue.edit.values import MISSING, at, same
from backlogue.edit.write import written
from backlogue.history.merge_marks import Marks, mark
from backlogue.history.merge_values import Decision, merge_lines, merge_value, merged_order

_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*", re.MULTILINE)


class Chunk(NamedTuple):
    """A top-level key's lines, and the comments and empty lines above them."""

    lead: str
    text: str
    value: Any


class Front(NamedTuple):
    """A front matter cut into its keys; `tail` is what stands below the last."""

    chunks: dict[str, Chunk]
    tail: str


class MergedFront(NamedTuple):
    """The text, with markers where there are conflicts, and the names of the disputed keys."""

    text: str
    conflicts: tuple[str, ...]


_NONE = Chunk("", "", MISSING)


def merge_front(base: str, ours: str, theirs: str, marks: Marks) -> MergedFront | None:
    """None when one of the three cannot be cut into keys, or the result would not read as it should."""
    cuts = [_cut(text) for text in (base, ours, theirs)]
    if any(cut is None for cut in cuts):
        return None
    fronts = [cut for cut in cuts if cut is not None]
    shown, for_ours, for_theirs = "", "", ""
    wanted: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    conflicts: list[str] = []
    for key in merged_order(*([*front.chunks] for front in fronts)):
        before, own, other = (front.chunks.get(str(key), _NONE) for front in fronts)
        decision = merge_value(before.value, own.value, other.value, (str(key),))
        one, two = _texts(str(key), (before, own, other), decision)
        lead = _by_lines(before.lead, own.lead, other.lead)
        names = [".".join(name) for name in decision.conflicts]
        shown += lead + (mark(one, two, names, marks) if names else one)
        for_ours, for_theirs = for_ours + lead + one, for_theirs + lead + two
        conflicts += names
        for values, value in zip(wanted, decision[:2], strict=True):
            values |= {} if value is MISSING else {str(key): value}
    tail = _by_lines(*(front.tail for front in fronts))
    if not (_reads_as(for_ours + tail, wanted[0]) and _reads_as(for_theirs + tail, wanted[1])):
        return None
    return MergedFront(shown + tail, tuple(conflicts))


def _cut(text: str) -> Front | None:
    """The keys in the order they stand; None where one does not begin a line of its own."""
    places = Places(text)
    if places.faulty or not (places.value is None or isinstance(places.value, dict)):
        return None
    chunks: dict[str, Chunk] = {}
    behind = 0
    for path in places.children(()):
        start = places.entry_start(path)
        if start is None or places.line_start(start) != start or start < behind:
            return None
        end = places.next_line(path)
        chunks[str(path[0])] = Chunk(text[behind:start], text[start:end], at(places.value, path))
        behind = end
    return Front(chunks, text[behind:])


def _texts(key: str, versions: tuple[Chunk, Chunk, Chunk], decision: Decision) -> tuple[str, str]:
    """The key's lines when every conflict is settled for ours, and for theirs."""
    before, own, other = versions
    if own.text == other.text or before.text == other.text:
        return own.text, own.text
    if before.text == own.text:
        return other.text, other.text
    if decision.conflicts:
        return _written(key, decision.ours, own, other), _written(key, decision.theirs, other, own)
    text = _by_lines(before.text, own.text, other.text)
    if decision.ours is MISSING or not _reads_as(text, {key: decision.ours}):
        text = _written(key, decision.ours, own, other)
    text = _with_comments(text, before, own, other)
    return text, text


def _written(key: str, value: Any, first: Chunk, second: Chunk) -> str:
    """The key with a value, as a side has written it, or else with no more changed in it than needed."""
    if value is MISSING:
        return ""
    for side in (first, second):
        if same(side.value, value):
            return side.text
    for side in (first, second):
        if isinstance(side.value, dict | list):
            text = rewrite(side.text, {key: side.value}, (key,), value)
            if text is not None:
                return text
    return f"{written(key)}: {written(value)}\n"


def _with_comments(text: str, before: Chunk, own: Chunk, other: Chunk) -> str:
    """With the comments that either side added: in the place of one it took out, or on a line above."""
    there, known = _comments(text), _comments(before.text)
    for side in (own, other):
        theirs = _comments(side.text)
        gone = [one for one in known if one not in theirs and one in there and text.count(one) == 1]
        for comment in theirs:
            if comment in known or comment in there:
                continue
            text = text.replace(gone.pop(0), comment) if gone else f"{comment}\n{text}"
            there.append(comment)
    return text


def _comments(text: str) -> list[str]:
    """The comments in a key's lines: what begins with # behind a space, outside every value."""
    places = Places(text)
    leaves = _leaves(places, ())
    masked = [*text]
    for start, end in leaves:
        masked[start:end] = "x" * (end - start)
    return [match[0].rstrip() for match in _COMMENT.finditer("".join(masked))]


def _leaves(places: Places, path: tuple[str | int, ...]) -> list[tuple[int, int]]:
    inner = places.children(path)
    if not inner:
        if path not in places:
            return []
        start = places.start(path)
        # Behind the mark of a literal text there may be a comment.
        return [(places.line_end(start) if places.is_literal(path) else start, places.end(path))]
    return [leaf for one in inner for leaf in _leaves(places, one)]


def _by_lines(base: str, ours: str, theirs: str) -> str:
    """Lines as a set: right for comments and empty lines, and for lists and maps with an entry on each line."""
    if ours == theirs or base == theirs:
        return ours
    if base == ours:
        return theirs
    return "".join(merge_lines(*(text.splitlines(keepends=True) for text in (base, ours, theirs))))


def _reads_as(text: str, wanted: Any) -> bool:
    places = Places(text)
    return not places.faulty and same(places.value or {}, wanted)
