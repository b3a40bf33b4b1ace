"""Text from files in; text that a terminal shows as it is, in so many columns, out."""

import json
import re
import unicodedata
from functools import cache
from typing import Any

# Joiners are invisible but part of words and of composed signs; everything else invisible is shown as a mark.
JOINERS = "\u200c\u200d"
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")

# Those of them that turn all that follows. The others mark the direction at one place, as Arabic and Hebrew need it.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")

_OBEYED = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{''.join(sorted(_BIDI))}]")


def visible(text: str) -> str:
    """The text on one line, unable to move the cursor, colour the terminal or turn the direction of reading."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(sign) for sign in text)


def upright(text: str) -> str:
    """The text for a page: it cannot turn the direction of what stands behind it. Markup stays markup."""
    return type(text)(_TURNS.sub("\N{REPLACEMENT CHARACTER}", text)) if _TURNS.search(text) else text


def visible_lines(text: str) -> str:
    """The same for a text of several lines, whose line ends stay."""
    return "\n".join(visible(line) for line in text.split("\n"))


def json_text(values: Any) -> str:
    """Plain values as indented JSON; signs that a terminal obeys, and halves of signs, are escaped."""
    text = json.dumps(values, ensure_ascii=False, indent=2)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def width(text: str) -> int:
    """Columns that a visible text takes: two for wide signs, none for those that join the one before."""
    return len(text) if text.isascii() else sum(_columns(sign) for sign in text)


def clip(text: str, columns: int) -> str:
    """The text in at most so many columns, with … where something is cut off."""
    if width(text) <= columns:
        return text
    taken, kept = 1, []
    for sign in text:
        taken += _columns(sign)
        if taken > columns:
            break
        kept.append(sign)
    return "".join(kept).rstrip() + "…" if columns > 0 else ""


def pad(text: str, columns: int, right: bool = False) -> str:
    """The text in exactly so many columns, cut or filled up; `right` puts it at the right."""
    cut = clip(text, columns)
    blank = " " * (columns - width(cut))
    return blank + cut if right else cut + blank


def _shown(sign: str) -> str:
    if sign in "\t\n\r":
        return " "
    if sign in JOINERS or (sign.isprintable() and sign not in _BIDI) or unicodedata.category(sign) == "Zs":
        return sign
    return "\N{REPLACEMENT CHARACTER}"


@cache
def _columns(sign: str) -> int:
    if sign in JOINERS or unicodedata.category(sign) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
