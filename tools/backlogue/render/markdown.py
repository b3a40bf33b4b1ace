"""Text from files in, Markdown that shows it and does nothing out: no markup, links, mentions or table cells."""

import re

from backlogue.render.terminal import JOINERS

_SIGNS = re.compile(r"[\\`*_{}\[\]()<>#+\-!|~&$:.@=^\"']")


def escape(text: str) -> str:
    """Prose: entities for punctuation, and a word joiner behind @ so that nobody is mentioned."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};" + ("\u2060" if sign[0] == "@" else ""), one_line(text))


def code(text: str) -> str:
    """Prose in the face of code."""
    return f"<code>{escape(text)}</code>"


def one_line(text: str) -> str:
    """Text with no line break and no sign that a page would not show, but for those that join signs into one."""
    return "".join(map(_shown, text))


def _shown(sign: str) -> str:
    if sign.isprintable() or sign in JOINERS:
        return sign
    return " " if sign.isspace() else "\N{REPLACEMENT CHARACTER}"
