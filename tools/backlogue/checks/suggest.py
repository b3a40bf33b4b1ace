"""A wrong word and the right ones in; the hint that names the nearest, or all where they are few, out."""

from collections.abc import Iterable
from functools import lru_cache

from backlogue.base import nearest

# A list longer than this helps nobody.
_MOST = 12


def suggest(wrong: str, among: Iterable[str], otherwise: str | None = None) -> str | None:
    """`did you mean X?`, or `write one of …`, or what else is to be done."""
    words = list(dict.fromkeys(among))
    close = _nearest(wrong, tuple(words))
    if close is not None:
        return f"did you mean {close}?"
    if otherwise is not None or not words or len(words) > _MOST:
        return otherwise
    return f"write one of {', '.join(words)}"


@lru_cache(maxsize=1024)
def _nearest(wrong: str, words: tuple[str, ...]) -> str | None:
    """The same wrong word is often written in many files."""
    return nearest(wrong, words)


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a sentence has them: `a`, `a and b`, `a, b and c`."""
    *front, end = words
    return f"{', '.join(front)} {last} {end}" if front else end
