"""A foreign name in; a word fit for ids, people and file names out."""

import re
import unicodedata
from collections.abc import Container

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "ø": "o",
        "Ø": "O",
        "œ": "oe",
        "Œ": "OE",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "þ": "th",
        "ı": "i",
    }
)


def slug(text: str, most: int = 50) -> str:
    """Lower-case ASCII letters, digits and dashes, cut at a word; empty when nothing of the text fits."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "").lower())
    made = ""
    for word in words:
        if made and len(made) + 1 + len(word) > most:
            break
        made = f"{made}-{word}" if made else word[:most]
    return made


def unused(word: str, taken: Container[str]) -> str:
    """The word, or the word with the first number that nothing else has."""
    if word not in taken:
        return word
    number = 2
    while f"{word}-{number}" in taken:
        number += 1
    return f"{word}-{number}"
