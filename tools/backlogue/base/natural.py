"""A name or path in; the key that sorts it as people count, CHURN-9 before CHURN-12, out."""

import re

# Long runs of digits are cut, so that no text makes a number too large to read.
_DIGITS = re.compile(r"([0-9]{1,18})")


def natural(name: str) -> tuple[str | int, ...]:
    """A key that sorts CHURN-9 before CHURN-12; names that differ in nothing but case are equal to it."""
    return tuple(int(part) if place % 2 else part for place, part in enumerate(_DIGITS.split(name.casefold())))
