"""Text from files in, Markdown that shows it and does nothing out: no markup, links, mentions or table cells."""

import re

_SIGNS = re.compile(r"[\\`*_{}\[\]()<>#+\-!|~&$:.@=^\"']")


def escape(text: str) -> str:
    """Prose: entities for punctuation, and a word joiner behind @ so that nobody is mentioned."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};" + ("\u2060" if sign[0] == "@" else ""), one_line(text))


def code(text: str) -> str:
    """Prose in the face of code."""
    return f"<code>{escape(text)}</code>"


def one_line(text: str) -> str:
    """Text with no line break and no sign that a page would not show."""
    return "".join(
        sign if sign.isprintable() else " " if sign.isspace() else "\N{REPLACEMENT CHARACTER}" for sign in text
    )
