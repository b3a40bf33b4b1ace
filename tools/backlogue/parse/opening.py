"""A text that lacks its front matter, or the end of it, in; what the writer did and the way out, out."""

import re

from backlogue.base import Finding, Span

_DASHES = re.compile(r"[ \t]*[-\u2010-\u2015\u2212]{2,}[ \t]*\r?")
_THREE = "write three plain dashes, --- and nothing else, in line"
# A second front matter right below the first, or the rest of a first that a line of dashes cut in two.
_AGAIN = re.compile(
    r"(?:(?:[ \t]*\r?\n)*---[ \t]*\r?\n(?=[a-z_])|(?=[a-z_]+:|[ ]+\S))"
    r"(?:(?:[a-z_][a-z0-9_]*:(?=[ \r\n])|[ ]+\S|- |#)[^\n]*\n)+?---[ \t]*\r?(?:\n|\Z)"
)


def missing(path: str, text: str) -> Finding:
    """The finding against a file that does not start with front matter."""
    return Finding(Span(path, 1, 1, 1, 1), "no front matter", _way_out(text), code="SRC103")


def unclosed(path: str, text: str, start: int) -> Finding:
    """The finding against a front matter that begins before the offset `start` and has no end."""
    hint = "end it with a line of three dashes: ---"
    if _lone_returns(text):
        hint = "save the file with one kind of line end, LF or CRLF"
    else:
        for number, line in enumerate(text[start:].split("\n"), 2):
            if _DASHES.fullmatch(line):
                hint = f"{_THREE} {number}"
                break
    return Finding(Span(path, 1, 1, 1, 4), "the front matter is not closed", hint, code="SRC104")


def again(path: str, text: str, start: int) -> Finding | None:
    """The finding against keys that stand behind the end of the front matter, which is at the offset `start`."""
    match = _AGAIN.match(text, start)
    if match is None:
        return None
    line = text.count("\n", 0, start + len(match[0]) - len(match[0].lstrip("\r\n"))) + 1
    width = len(match[0].lstrip("\r\n").split("\n", 1)[0].rstrip())
    hint = "keep one line of three dashes above all keys and one below them"
    return Finding(
        Span(path, line, 1, line, width + 1), "the front matter ends above, and more keys follow", hint, code="SRC104"
    )


def _way_out(text: str) -> str:
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    if text.startswith("\ufeff\ufeff"):
        return "delete the byte order marks, which are invisible, before the first dash"
    if _lone_returns(text):
        return "save the file with one kind of line end, LF or CRLF"
    if first.rstrip("\r") == "---":
        return "write the keys below the dashes, and three dashes again below the keys"
    if _DASHES.fullmatch(first) or first.startswith("---"):
        return f"{_THREE} 1"
    if re.match(r"\s+---\s", text):
        return "delete the blank lines before the first ---"
    if first.rstrip() == "+++":
        return "write the keys as YAML, key: value, between two lines of three dashes"
    if first.startswith("{"):
        return "put a line of three dashes above and below it"
    if re.search(r"^---[ \t]*\r?\n(?:id|type|title|status):", text, re.MULTILINE):
        return "move what stands before the first --- below the front matter"
    return "start the file with a line of three dashes, the keys, and three dashes again"


def _lone_returns(text: str) -> bool:
    """Whether carriage returns stand without a line feed behind them, as old Macs ended lines."""
    return "\r" in text and re.search(r"\r(?!\n)", text) is not None
