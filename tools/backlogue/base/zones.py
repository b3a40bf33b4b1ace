"""A value in; whether it names a time zone, out."""

from typing import Any
from zoneinfo import ZoneInfo


def is_zone(value: Any) -> bool:
    """Whether this machine knows a time zone by that name."""
    try:
        return isinstance(value, str) and bool(ZoneInfo(value))
    except (KeyError, ValueError, OSError):
        return False
