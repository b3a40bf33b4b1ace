"""The bytes of one version of a plan file in; its id and its front matter out; of two, the fields that differ."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from backlogue.parse import read_values


class Facts(NamedTuple):
    """An id and the values of the front matter it stands in."""

    id: str
    values: dict[str, Any]


def facts_of(data: bytes) -> Facts | None:
    """What one version says; None when it cannot be read or has no id, as a version in between may."""
    values = read_values(data)
    if values is None:
        return None
    written = values.get("id")
    return Facts(written, values) if isinstance(written, str) else None


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that are not the same, each with its value before and after, None for none.

    Fields are flat: maps become dotted names (`estimate.backend`), lists and scalars stay values.
    Those that are there afterwards come first, in the order written.
    """
    came: dict[str, tuple[Any, Any]] = {}
    went: dict[str, tuple[Any, Any]] = {}
    _compare(before, after, "", came, went)
    came.update((field, pair) for field, pair in went.items() if field not in came)
    return came


def new_values(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are not the same, with their value afterwards, None for none."""
    return {field: pair[1] for field, pair in difference(before, after).items()}


def _compare(
    before: Mapping[str, Any], after: Mapping[str, Any], prefix: str, came: dict[str, Any], went: dict[str, Any]
) -> None:
    """Put the fields that differ into two groups: those that are there afterwards, and those that are not."""
    for key, value in after.items():
        old = before.get(key)
        # The reader gives one object for lines that read alike, so most values need no comparing.
        if old is not value:
            _put(prefix + key, key, old, value, came, went)
    if not before.keys() <= after.keys():
        for key, old in before.items():
            if key not in after:
                _put(prefix + key, key, old, None, came, went)


def _put(field: str, key: str, old: Any, value: Any, came: dict[str, Any], went: dict[str, Any]) -> None:
    deep, now_deep = type(old) is dict, type(value) is dict
    if deep or now_deep:
        _compare(old if deep else {}, value if now_deep else {}, f"{field}.", came, went)
        old, value = None if deep else old, None if now_deep else value
    if key == "id" or (old is None and value is None):
        return
    if value is None:
        went[field] = (old, None)
    elif not _same(old, value):
        came[field] = (old, value)


def _same(one: Any, other: Any) -> bool:
    """Equality that tells true from 1, and finds nan like itself; 2 and 2.0 are one number."""
    if one is other:
        return True
    # Value by value: what was read once may be one object, and what comes out of a cache is none of it.
    if type(one) is list and type(other) is list:
        return len(one) == len(other) and all(map(_same, one, other))
    if type(one) is dict and type(other) is dict:
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if one != one:
        return bool(other != other)
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)
