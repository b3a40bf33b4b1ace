"""Text in, text as XML can hold it out.

The standard library has the same two in `xml.sax.saxutils`, which brings its HTTP client with it: 20 ms of each start.
"""

from backlogue.render.terminal import upright

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# White space in a value would be read as spaces.
_VALUE = _TEXT | str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escape(text: str) -> str:
    """Text between tags, of signs that XML can hold."""
    return text.translate(_TEXT)


def quoteattr(text: str) -> str:
    """A value in quotes, in those that it has not; where it has both, the double ones are escaped."""
    made = text.translate(_VALUE)
    if '"' not in made:
        return f'"{made}"'
    return f"'{made}'" if "'" not in made else '"' + made.replace('"', "&quot;") + '"'


def content(text: str) -> str:
    """Text between tags."""
    return escape(legal(text))


def attribute(text: str) -> str:
    """An attribute's value with its quotes."""
    return quoteattr(legal(text))


def legal(text: str) -> str:
    """Without what XML 1.0 cannot hold, not even escaped (production 2, Char), and what turns the text behind it."""
    return upright("".join(one if _is_legal(ord(one)) else "\N{REPLACEMENT CHARACTER}" for one in text))


def _is_legal(code: int) -> bool:
    return code in (0x9, 0xA) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
