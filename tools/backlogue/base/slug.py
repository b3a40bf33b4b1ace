"""A title in, its part of a file name out: ASCII, lower case, cut between words at fifty characters or as asked."""

import re
import unicodedata

LONGEST = 50
# Letters that Unicode does not take apart into a base and an accent.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "œ": "oe", "Œ": "oe", "ł": "l", "Ł": "l", "đ": "d", "þ": "th"}
    | {"Œ": "oe", "Ł": "l", "Đ": "d", "Þ": "th", "ı": "i"}
)


def slug(title: str, longest: int = LONGEST) -> str:
    """Empty when the title has no letter or digit that ASCII knows."""
    folded = unicodedata.normalize("NFKD", title.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['\u2019]", "", folded))
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word[:longest]
        if len(longer) > longest:
            break
        found = longer
    return found
