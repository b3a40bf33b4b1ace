"""Three versions of a Markdown text in; git's own merge of them, but with task lists merged by line, out."""

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from backlogue.history.merge_marks import Marks, mark
from backlogue.history.merge_values import merge_lines, pick
from backlogue.parse.outline import outline

# Base, ours, theirs and the length of a marker in; git's text merge with the base between its markers out.
MergeText: TypeAlias = Callable[[str, str, str, int], str]

_MARKER = re.compile(r"^[<|=>]{7,}", re.MULTILINE)
_BOX_LINE = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[[ xX]\][ \t].*|\s*")
_NAME = "text"


class MergedBody(NamedTuple):
    """The text, with markers where there are conflicts, and how many there are."""

    text: str
    conflicts: int


def merge_body(base: str, ours: str, theirs: str, marks: Marks, merge_text: MergeText) -> MergedBody:
    """Ticks first, each box for itself; then git; then the lists of boxes that git found in conflict."""
    if ours == theirs or base == theirs:
        return MergedBody(ours, 0)
    if base == ours:
        return MergedBody(theirs, 0)
    base, ours, theirs = _ticked(base, ours, theirs)
    # Longer than any run in the texts, so that no line of theirs is taken for a marker.
    runs = _MARKER.findall("\n".join((base, ours, theirs)))
    size = max((len(run) for run in runs), default=0) + 8
    return _settle(merge_text(base, ours, theirs, size), size, marks)


def _ticked(base: str, ours: str, theirs: str) -> tuple[str, str, str]:
    """The texts with each box that all three have in the state that the merge gives it."""
    texts = (base, ours, theirs)
    boxes = [_boxes(text) for text in texts]
    lines = [text.split("\n") for text in texts]
    for key in boxes[0].keys() & boxes[1].keys() & boxes[2].keys():
        places = [found[key] for found in boxes]
        signs = [own[line][column] for own, (line, column) in zip(lines, places, strict=True)]
        sign = pick(*signs)
        for own, (line, column) in zip(lines, places, strict=True):
            own[line] = own[line][:column] + sign + own[line][column + 1 :]
    merged = ["\n".join(own) for own in lines]
    return merged[0], merged[1], merged[2]


def _boxes(text: str) -> dict[tuple[str, int], tuple[int, int]]:
    """Where the sign in each box stands (line and column from 0), by the box's words and which of its equals it is."""
    found: dict[tuple[str, int], tuple[int, int]] = {}
    seen: Counter[str] = Counter()
    for box in outline(text, 0, 0).checkboxes:
        found[box.text, seen[box.text]] = (box.line, box.column)
        seen[box.text] += 1
    return found


def _settle(text: str, size: int, marks: Marks) -> MergedBody:
    """Git's result with each of its conflicts settled where it is one of task lists only, and shown where not."""
    found: list[str] = []
    parts: dict[str, list[str]] = {}
    state, conflicts = "", 0
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        sign = line[0] if line[:size] in {one * size for one in "<|=>"} else ""
        if sign == "<":
            parts = {"<": [], "|": [], "=": []}
            state = "<"
        elif sign == ">":
            settled, clean = _region(parts["|"], parts["<"], parts["="], marks)
            found.append(settled)
            state, conflicts = "", conflicts + (not clean)
        elif sign:
            state = sign
        elif state:
            parts[state].append(line)
        else:
            found.append(line)
    return MergedBody("".join(found), conflicts)


def _region(base: list[str], ours: list[str], theirs: list[str], marks: Marks) -> tuple[str, bool]:
    """One conflict of git's: its lines, and whether they are settled."""
    if all(_BOX_LINE.fullmatch(line.rstrip("\r\n")) for line in (*base, *ours, *theirs)):
        changed_by_both = set(base) - set(ours) - set(theirs)
        if not changed_by_both or not (set(ours) - set(base) and set(theirs) - set(base)):
            return "".join(merge_lines(base, ours, theirs)), True
    return mark("".join(ours), "".join(theirs), (_NAME,), marks), False
