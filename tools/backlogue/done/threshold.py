"""A value and an evidence entry in; whether its thresholds are met, in words, out. Pure."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

THRESHOLDS = ("at_least", "at_most", "equals")
_SIGNS = {"at_least": "at least", "at_most": "at most", "equals": "equal to"}


class Unmet(NamedTuple):
    """A threshold that a value does not meet, or cannot be compared with (`error`), with its reason."""

    mark: Literal["fail", "error"]
    reason: str
    words: str


def bounded(entry: Mapping[str, Any]) -> bool:
    """Whether an entry names a threshold."""
    return any(entry.get(name) is not None for name in THRESHOLDS)


def unmet(entry: Mapping[str, Any], value: float | str | None) -> Unmet | None:
    """The first threshold that the value does not meet."""
    for name in THRESHOLDS:
        wanted = entry.get(name)
        if wanted is None:
            continue
        if value is None:
            return Unmet("fail", "metric-missing", "there is no value")
        if name != "equals" and (isinstance(value, str) or not _number(wanted)):
            return Unmet("error", "not-comparable", _incomparable(name, value, wanted))
        if not _meets(name, value, wanted):
            reason = {"at_least": "below", "at_most": "above"}.get(name, "differs")
            return Unmet("fail", reason, f"{rounded(value, wanted)} is not {_SIGNS[name]} {shown(wanted)}")
    return None


def _incomparable(name: str, value: Any, wanted: Any) -> str:
    if not _number(wanted):
        return f"{name} must be a number, not {wanted!r}"
    return f"the value is the text {value!r}, which only equals is compared with, not {name}"


def _meets(name: str, value: Any, wanted: Any) -> bool:
    if name == "at_least":
        return bool(value >= wanted)
    if name == "at_most":
        return bool(value <= wanted)
    if isinstance(wanted, bool):
        return bool(value == shown(wanted))
    return bool(value == wanted or str(value) == str(wanted))


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value


def met(entry: Mapping[str, Any]) -> str:
    """Which thresholds an entry names, as `at least 0.8 and at most 1`; empty for none."""
    return " and ".join(f"{_SIGNS[name]} {shown(entry[name])}" for name in THRESHOLDS if entry.get(name) is not None)


def rounded(value: float | str | None, *beside: Any) -> str:
    """A value for people: six digits, and more only where they decide on which side of one of `beside` it is."""
    if isinstance(value, float):
        bounds = [one for one in beside if _number(one)]
        for digits in (6, 9, 12):
            short = float(f"{value:.{digits}g}")
            if all((short > one, short < one) == (value > one, value < one) for one in bounds):
                return shown(short)
    return shown(value)


def shown(value: Any) -> str:
    """A value as it was written."""
    if isinstance(value, float):
        return repr(int(value)) if abs(value) < 1e15 and value == int(value) else repr(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "nothing" if value is None else str(value)
