"""A text in; the findings against what a merge left in it out: whole conflicts, and markers that stayed behind."""

import re
from bisect import bisect_left

from backlogue.base import Finding, Span

_MARK = re.compile(r"^(?P<run><{7,}|>{7,}|={7,}|\|{7,})(?P<name> [^\r\n]*)?\r?$", re.MULTILINE)
# How our own merge marks a conflict: with the key that is in doubt.
_FIELD = re.compile(r" ours: (.+)")
_FENCE = re.compile(r"^[ ]{0,3}(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)


def conflicts(path: str, text: str, body: int) -> tuple[Finding, ...]:
    """One finding a conflict, in the text's order; the Markdown body begins at the offset `body`.

    A conflict counts in a code fence too, because a merge may well leave one there; a single marker does not.
    A lone `>>>>>>>` in the body is a quotation, a lone `=======` the line below a heading.
    """
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return ()
    marks = list(_MARK.finditer(text))
    fences = _fences(text, body)
    found: list[Finding] = []
    after, line, counted = 0, 1, 0
    for number, mark in enumerate(marks):
        if mark.start() < after or mark["run"][0] in "=|":
            continue
        line, counted = line + text.count("\n", counted, mark.start()), mark.start()
        fence = _around(fences, mark.start())
        last = _last(marks, number) if mark["run"][0] == "<" else None
        if last is not None:
            after = last.end()
            found.append(_conflict(text, mark, last, fence is not None and after <= fence[1], _span(path, line, mark)))
        elif fence is None and (mark["run"][0] == "<" or mark.start() < body):
            found.append(
                Finding(_span(path, line, mark), "the marker of a merge was left", "delete the line", code="SRC102")
            )
    return tuple(found)


def _last(marks: list[re.Match[str]], first: int) -> re.Match[str] | None:
    """The marker that ends the conflict which the one at the place `first` begins."""
    size = len(marks[first]["run"])
    parted = False
    for place in range(first + 1, len(marks)):
        mark = marks[place]
        if len(mark["run"]) == size:
            if mark["run"][0] == "<":
                return None
            if mark["run"][0] == ">":
                return mark if parted else None
            parted = parted or mark["run"][0] == "="
    return None


def _conflict(text: str, first: re.Match[str], last: re.Match[str], fenced: bool, span: Span) -> Finding:
    size = len(first["run"])
    with_base = any(mark["run"] == "|" * size for mark in _MARK.finditer(text, first.end(), last.start()))
    hint = f"settle it, delete the {'four' if with_base else 'three'} marker lines, and commit"
    if fenced:
        hint += "; indent the lines where they are meant as an example"
    field = _FIELD.fullmatch(first["name"] or "")
    message = (
        "a merge conflict was left unsettled" if field is None else f"two values of {field[1]} were left after a merge"
    )
    return Finding(span, message, hint, code="SRC102")


def _span(path: str, line: int, mark: re.Match[str]) -> Span:
    return Span(path, line, 1, line, len(mark[0].rstrip("\r")) + 1)


def _around(fences: list[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    """The fence that an offset lies in."""
    place = bisect_left(fences, (offset,)) - 1
    return fences[place] if place >= 0 and offset < fences[place][1] else None


def _fences(text: str, body: int) -> list[tuple[int, int]]:
    """From where to where each code fence of the body reaches; one that is never closed, to the end."""
    found: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for line in re.finditer(r"^.*$", text[body:], re.MULTILINE):
        written = line[0].strip()
        if opened is None:
            opened = _FENCE.match(line[0])
            start = body + line.start()
        elif written == opened["fence"][0] * len(written) and len(written) >= len(opened["fence"]):
            found.append((start, body + line.end()))
            opened = None
    return [*found, (start, len(text))] if opened is not None else found
