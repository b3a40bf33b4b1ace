"""The bytes of one version of a plan file in; its id and its front matter out; of two, the fields that differ."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from backlogue.parse import read_record


class Facts(NamedTuple):
    """An id and the values of the front matter it stands in."""

    id: str
    values: dict[str, Any]


def facts_of(data: bytes) -> Facts | None:
    """What one version says; None when it cannot be read or has no id, as a version in between may."""
    record = read_record("", data).record
    if record is None:
        return None
    written = record.values.get("id")
    return Facts(written, record.values) if isinstance(written, str) else None


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that are not the same, each with its value before and after, None for none.

    Fields are flat: maps become dotted names (`estimate.backend`), lists and scalars stay values.
    Those that are there afterwards come first, in the order written.
    """
    # The reader gives one object for lines that read alike, so most values need no comparing, and no flattening.
    came = {key: value for key, value in after.items() if before.get(key) is not value}
    went = {key: value for key, value in before.items() if key in came or key not in after}
    old, new = flatten(went), flatten(came)
    found = {field: (old.get(field), value) for field, value in new.items() if not _same(old.get(field), value)}
    found.update((field, (value, None)) for field, value in old.items() if field not in new)
    return found


def new_values(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are not the same, with their value afterwards."""
    return {field: now for field, (_, now) in difference(before, after).items()}


def flatten(values: Mapping[str, Any]) -> dict[str, Any]:
    """Maps inside maps as dotted names, without `id` and without keys that say nothing."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        if type(value) is dict:
            for inner, deep in flatten(value).items():
                found[f"{key}.{inner}"] = deep
        elif value is not None and key != "id":
            found[key] = value
    return found


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
