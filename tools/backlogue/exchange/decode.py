"""Bytes of an export in; its text, and the encoding where it had to be guessed, out."""

import codecs
from typing import NamedTuple


class Decoded(NamedTuple):
    """Text with no byte order mark; `guessed` names the encoding when nothing in the file says it."""

    text: str
    guessed: str | None = None


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> Decoded:
    """Read UTF-8, UTF-16 (Excel's "Unicode text") or a Windows code page; every byte string has a reading.

    A damaged UTF-16 or UTF-32 tail becomes U+FFFD, so nothing is cut.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    if (wide := _wide(data)) is not None:
        return Decoded(data.decode(wide, "replace"), wide)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        return Decoded(data.decode("cp1252"), "Windows-1252")
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "Latin-1")


def _marked(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name))
    except UnicodeDecodeError:
        return Decoded(data.decode(name, "replace"), f"damaged {name.upper()}")


def _wide(data: bytes) -> str | None:
    """UTF-16 with no mark: every second byte of an ASCII heading row is zero."""
    head = data[:64]
    if len(head) < 4 or len(head) % 2:
        head = head[: len(head) // 2 * 2]
    if len(head) >= 4 and not any(head[1::2]) and all(head[0::2]):
        return "utf-16-le"
    if len(head) >= 4 and not any(head[0::2]) and all(head[1::2]):
        return "utf-16-be"
    return None
