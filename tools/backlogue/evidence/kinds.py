"""A value as some file holds it in; an observation of its kind out: finite, NaN, infinite, missing or text."""

import re
from typing import Any

from backlogue.base.observation import Observation, number
from backlogue.evidence.fault import Fault

_NAN = frozenset({"nan", ".nan", "+nan", "-nan"})
_INFINITE = frozenset({f"{sign}{word}" for sign in ("", "+", "-") for word in ("inf", ".inf", "infinity")})
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_TEXT = 200


def observed(value: Any, name: str, *, from_text: bool = False) -> Observation:
    """One value, called `name` in words. With `from_text` a text that is a number is one, as in a CSV file.

    Otherwise `"0.82"` in quotes stays a text, which no threshold is compared with. Yes and no are texts too:
    a switch that is on is no share of 1.
    """
    if value is None:
        return Observation(reason="metric-missing", detail=f"{name} is empty")
    if isinstance(value, dict | list | tuple):
        raise Fault("bad-reference", f"{name} is a group of values: name one of them")
    if isinstance(value, bool):
        return Observation("true" if value else "false", "text")
    if isinstance(value, int | float):
        return _numeric(value)
    text = str(value).strip()
    word = text.casefold()
    if not text or (from_text and word in {"na", "n/a", "null", "none", "-"}):
        return Observation(reason="metric-missing", detail=f"{name} is empty")
    if word in _NAN:
        return Observation(None, "nan")
    if word in _INFINITE:
        return Observation(None, "infinite")
    if from_text and _NUMBER.fullmatch(text):
        return _numeric(float(text))
    return Observation(shortened(text), "text")


def shortened(text: str) -> str:
    """A text as a lock may quote it: one line of at most 200 printable characters."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return plain if len(plain) <= _TEXT else f"{plain[: _TEXT - 1]}…"


def counted(value: float, **counts: float) -> Observation:
    """A number with the counts behind it, in the order given."""
    return _numeric(value)._replace(checks=tuple(counts.items()))


def _numeric(value: float) -> Observation:
    try:
        finite, kind = number(float(value))
    except OverflowError:  # a whole number beyond what a float holds
        finite, kind = None, "infinite"
    return Observation(finite, kind)
