"""YAML 1.2's core schema: the text of a plain scalar in, its value out.

Source: YAML 1.2.2, section 10.3.2. `no`, `on`, `1_000`, `12:30` and `2026-01-01` are text here.
"""

import re
from typing import TypeAlias

_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMBER = re.compile(
    r"(?P<decimal>[-+]?[0-9]+)|0o(?P<octal>[0-7]+)|0x(?P<hexadecimal>[0-9a-fA-F]+)"
    r"|(?P<real>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<infinite>[-+]?\.(?:inf|Inf|INF))|(?P<nan>\.(?:nan|NaN|NAN))"
)
# Longer digit runs are read as real numbers: Python refuses to turn thousands of digits into an
# integer, or such an integer into digits, and no number in a plan needs them.
_LONGEST_INTEGER = 18

Scalar: TypeAlias = str | int | float | bool | None


def resolve(text: str) -> Scalar:
    """The value that the core schema gives to a plain (unquoted) scalar."""
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if text[0] not in "+-.0123456789":
        return text
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    return _number(match)


def _number(match: re.Match[str]) -> int | float:
    for kind, base in (("decimal", 10), ("octal", 8), ("hexadecimal", 16)):
        if (digits := match[kind]) is not None:
            return int(digits, base) if len(digits) <= _LONGEST_INTEGER else _real(digits, base)
    if (digits := match["real"]) is not None:
        return float(digits)
    if match["nan"] is not None:
        return float("nan")
    return float("-inf") if match[0].startswith("-") else float("inf")


def _real(digits: str, base: int) -> float:
    """A whole number of many digits; infinite where no real number is so large."""
    try:
        return float(digits) if base == 10 else float(int(digits, base))
    except OverflowError:
        return float("inf")
