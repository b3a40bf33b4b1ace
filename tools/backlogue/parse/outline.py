"""Markdown text in, its headings and task-list boxes out; code blocks and comments are passed over."""

import re

from backlogue.parse.record import Checkbox, Section

_MARK = re.compile(
    r"^[ ]{0,3}(?P<hashes>\#{1,6})(?:[ \t]+(?P<title>[^\r\n]*?))?(?:[ \t]+\#+)?[ \t]*\r?$"
    r"|^[ ]{0,3}(?P<fence>`{3,}|~{3,})(?P<info>[^\r\n]*)"
    r"|^[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?P<box>\[(?P<state>[ xX])\])[ \t]+(?P<text>[^\r\n]*?)[ \t]*\r?$"
    r"|^(?P<setext>[^\s\#>|+*-][^\r\n]*?)[ \t]*\r?\n(?P<rule>=+|-+)[ \t]*\r?$"
    r"|(?P<comment><!--)",
    re.MULTILINE,
)


def outline(text: str, start: int, line: int) -> tuple[tuple[Section, ...], tuple[Checkbox, ...]]:
    """Headings and boxes of `text` from offset `start`, which is at `line` of the file (from 1)."""
    heads: list[tuple[str, int, int]] = []
    boxes: list[Checkbox] = []
    at, counted, title = line, start, ""
    position = start
    while (match := _MARK.search(text, position)) is not None:
        position = match.end()
        begin = match.start()
        at += text.count("\n", counted, begin)
        counted = begin
        kind = match.lastgroup
        if match["state"] is not None:
            column = match.start("box") - text.rfind("\n", 0, match.start("box"))
            boxes.append(Checkbox(match["text"], match["state"] != " ", at, column, title))
        elif match["hashes"] is not None:
            heads.append((match["title"] or "", len(match["hashes"]), at))
            title = (match["title"] or "").casefold()
        elif match["fence"] is not None:
            position = _behind_fence(text, match)
        elif kind == "comment":
            end = text.find("-->", position)
            position = len(text) if end < 0 else end + 3
        else:
            heads.append((match["setext"], 1 if match["rule"][0] == "=" else 2, at))
            title = match["setext"].casefold()
    if not heads:
        return (), tuple(boxes)
    last = at + text.count("\n", counted) + 1
    return _sections(heads, last), tuple(boxes)


def _behind_fence(text: str, opening: re.Match[str]) -> int:
    """The offset behind the fence that closes this one; the end of the text when none does."""
    fence = opening["fence"]
    if fence[0] == "`" and "`" in opening["info"]:
        return opening.end()  # inline code, not a fence
    closing = re.compile(rf"^[ ]{{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*\r?$", re.MULTILINE)
    match = closing.search(text, opening.end())
    return len(text) if match is None else match.end()


def _sections(heads: list[tuple[str, int, int]], last: int) -> tuple[Section, ...]:
    found = []
    for index, (title, level, line) in enumerate(heads):
        end = next((other[2] for other in heads[index + 1 :] if other[1] <= level), last + 1)
        found.append(Section(title, level, line, end))
    return tuple(found)
