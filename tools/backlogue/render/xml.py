"""Text in, text as XML can hold it out."""

from xml.sax.saxutils import escape, quoteattr


def content(text: str) -> str:
    """Text between tags."""
    return escape(legal(text))


def attribute(text: str) -> str:
    """An attribute's value with its quotes."""
    return quoteattr(legal(text))


def legal(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold, not even escaped (production 2, Char)."""
    return "".join(one if _is_legal(ord(one)) else "\N{REPLACEMENT CHARACTER}" for one in text)


def _is_legal(code: int) -> bool:
    return code in (0x9, 0xA) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
