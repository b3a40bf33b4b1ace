"""Bytes of an answer in; the mapping they hold, its times and its numbers out. What is not so is a Fault."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from backlogue.evidence.fault import Fault

Out = TypeVar("Out")
_YEAR_10000 = 253_402_300_800_000


def read_json(text: bytes | str, whose: str) -> Any:
    """The JSON in a text; bare NaN and Infinity, which many tools write, are read as such.

    A key that stands twice in a map is a Fault: of two values for it none is evidence.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            ((name, _),) = Counter(name for name, _ in pairs).most_common(1)
            raise Fault("unparseable", f"{whose} has the key {name} twice")
        return found

    try:
        return json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise Fault("unparseable", f"{whose} is not JSON") from None


def shaped(whose: str, make: Callable[[Any], Out], given: Any) -> Out:
    """`make(given)`; when the shape of what was given is not the expected one, a Fault that says whose it was."""
    try:
        return make(given)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        raise Fault("unparseable", f"{whose} does not have the expected shape") from None


def utc(milliseconds: int | None) -> str:
    """Unix milliseconds as ISO 8601 in UTC, to the second; empty for none and for what no calendar holds."""
    if not milliseconds or not 0 < milliseconds < _YEAR_10000:
        return ""
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
