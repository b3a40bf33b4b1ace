"""Ids in use in, a free one out."""

import re
from collections.abc import Callable, Collection, Sequence

# No l, o, 0 and 1, which people mistake for each other.
_SIGNS = "23456789abcdefghijkmnpqrstuvwxyz"
_TAIL = 4


def next_id(prefix: str, taken: Collection[str], draw: Callable[[Sequence[str]], str] | None = None) -> str:
    """The number behind the highest of the prefix; with `draw` (which picks one of several), four signs at random.

    A number is not used again while a higher one is there, for old commits and mails name it. Random
    tails hold a letter, so that they are never taken for numbers.
    """
    if draw is None:
        number = re.compile(rf"{re.escape(prefix)}-(\d{{1,15}})")
        found = (number.fullmatch(one) for one in taken)
        return f"{prefix}-{max((int(match[1]) for match in found if match), default=0) + 1}"
    while True:
        tail = "".join(draw(_SIGNS) for _ in range(_TAIL))
        if not tail.isdecimal() and f"{prefix}-{tail}" not in taken:
            return f"{prefix}-{tail}"


def period_id(stem: str, taken: Collection[str]) -> str:
    """`churn-2026-07`, then `churn-2026-07b`, `…c`; the first one counts as `a` when it is written so."""
    if stem not in taken and f"{stem}a" not in taken:
        return stem
    letters = (chr(code) for code in range(ord("b"), ord("z") + 1))
    return next((stem + letter for letter in letters if stem + letter not in taken), f"{stem}-{len(taken) + 1}")
