"""The bytes of one version of a plan file in; its id and its front matter as flat fields out."""

from typing import Any, NamedTuple

from backlogue.parse import read_record


class Facts(NamedTuple):
    """An id and its fields: maps become dotted names (`estimate.backend`), lists and scalars stay values."""

    id: str
    fields: dict[str, Any]


def facts_of(data: bytes) -> Facts | None:
    """What one version says; None when it cannot be read or has no id, as a version in between may."""
    record = read_record("", data).record
    if record is None:
        return None
    written = record.values.get("id")
    if not isinstance(written, str):
        return None
    return Facts(written, flatten(record.values))


def flatten(values: dict[str, Any]) -> dict[str, Any]:
    """Maps inside maps as dotted names, without `id` and without keys that say nothing."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        if type(value) is dict:
            for inner, deep in flatten(value).items():
                found[f"{key}.{inner}"] = deep
        elif value is not None and key != "id":
            found[key] = value
    return found
