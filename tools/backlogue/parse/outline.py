"""Markdown text in, its headings and task-list boxes out; code blocks and comments are passed over."""

import re
from typing import NamedTuple


class Section(NamedTuple):
    """A heading and the lines below it; `end_line` is the line of the next heading of its rank or higher."""

    title: str
    level: int
    line: int
    end_line: int


class Checkbox(NamedTuple):
    """A task-list line; `section` is the title of the nearest heading above it, in lower case."""

    text: str
    done: bool
    line: int
    column: int
    section: str


class Outline(NamedTuple):
    """The headings and boxes of a body, in its order."""

    sections: tuple[Section, ...]
    checkboxes: tuple[Checkbox, ...]


# What a line must start with, behind white space, to be looked at closer.
_MARKS = frozenset("#`~-*+=<0123456789")
# White space at the end is cut off afterwards: a pattern that looks for it tries a long row of spaces in many ways.
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]++(.*))?$")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}(?=[^`]*$)|~{3,})")
_BOX = re.compile(r"([ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)\[([ xX])\][ \t]++(.*)$")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*$")


def outline(text: str, start: int, line: int) -> Outline:
    """Headings and boxes of `text` from offset `start`, which is at `line` of the file (from 1)."""
    heads: list[tuple[str, int, int]] = []
    boxes: list[Checkbox] = []
    lines = text[start:].split("\n")
    title, closing = "", ""
    for number, written in enumerate(lines, line):
        bare = written.lstrip(" \t")
        if closing:
            closing = "" if _closes(bare, closing) else closing
        elif not bare or (bare[0] not in _MARKS and "<!--" not in bare):
            continue
        elif (box := _BOX.match(written := written.rstrip("\r"))) is not None:
            boxes.append(Checkbox(box[3].rstrip(" \t"), box[2] != " ", number, box.end(1) + 1, title))
        elif (head := _heading(written, lines[number - line - 1] if number > line else "")) is not None:
            words, level, above = head
            heads.append((words, level, number - above))
            title = words.casefold()
        elif (fence := _FENCE.match(written)) is not None:
            closing = fence[1]
        elif written.rfind("<!--") > written.rfind("-->"):
            closing = "-->"
    return Outline(_sections(heads, line + len(lines)), tuple(boxes))


def _closes(bare: str, closing: str) -> bool:
    """Whether a line ends the comment or the fence that is open."""
    if closing == "-->":
        return "-->" in bare and bare.rfind("<!--") < bare.rfind("-->")
    bare = bare.rstrip()
    return len(bare) >= len(closing) and bare == closing[0] * len(bare)


def _heading(written: str, before: str) -> tuple[str, int, int] | None:
    """Title, level and how many lines above it stands: `# so`, or underlined with = or -."""
    match = _HEADING.match(written)
    if match is not None:
        return _title(match[2] or ""), len(match[1]), 0
    above = before.strip()
    if above and above[0] not in _MARKS and above[0] not in ">|" and (line := _UNDERLINE.match(written)) is not None:
        return above, 1 if line[1][0] == "=" else 2, 1
    return None


def _title(written: str) -> str:
    """A heading's words without the number signs that may close it, as in `## so ##`."""
    title = written.rstrip(" \t")
    bare = title.rstrip("#")
    return bare.rstrip(" \t") if not bare or bare[-1] in " \t" else title


def _sections(heads: list[tuple[str, int, int]], end: int) -> tuple[Section, ...]:
    """Each heading with the line where it stops: at the next one of its rank or higher, or at the end."""
    found: list[Section] = []
    stops = [end] * 7
    for title, level, line in reversed(heads):
        found.append(Section(title, level, line, min(stops[: level + 1])))
        stops[level] = line
    return tuple(reversed(found))
