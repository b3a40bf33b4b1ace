"""A text from the command line and the class it is meant for in; the value that the class takes it for out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from backlogue.edit.values import MISSING, Path, at, put
from backlogue.edit.write import Day
from backlogue.model import Entry
from backlogue.parse.document import compose
from backlogue.parse.scalar import resolve


def typed(text: str, values: dict[str, Any], path: Path, cls: type[Entry]) -> Any:
    """The first reading of `text` that suits `path`: as YAML, as plain text, as a list with commas.

    When none does, the reading as YAML, which the model then refuses in its own words.
    """
    readings = list(_readings(text))
    for reading in readings:
        entry = _entry(put(values, path, reading), path, cls)
        if entry is not None:
            return reading if entry is MISSING else _with_days(reading, _inside(entry, path))
    return readings[0]


def _readings(text: str) -> Iterator[Any]:
    if text[:1] in ("[", "{", '"', "'"):
        document = compose(f"k: {text}")
        if not document.faults and isinstance(document.value, dict) and list(document.value) == ["k"]:
            yield document.value["k"]
        yield text
    else:
        yield resolve(text)
        yield text
    parts = [part.strip() for part in text.split(",") if part.strip()]
    yield [resolve(part) for part in parts]
    yield parts


def _entry(values: dict[str, Any], path: Path, cls: type[Entry]) -> Any:
    """The entry that the values make; MISSING where only other keys are at fault; None where this one is."""
    try:
        return cls.model_validate({key: value for key, value in values.items() if value is not None})
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        return None if any(not fault["loc"] or fault["loc"][0] == path[0] for fault in faults) else MISSING


def _inside(entry: Any, path: Path) -> Any:
    """The typed value at a path as people write it."""
    for step in path:
        if isinstance(entry, BaseModel):
            names = {field.alias or name: name for name, field in type(entry).model_fields.items()}
            entry = getattr(entry, names.get(str(step), ""), None)
        else:
            entry = at(list(entry) if isinstance(entry, tuple) else entry, (step,))
    return entry


def _with_days(value: Any, meant: Any) -> Any:
    """The value with each text that is meant as a day marked as one."""
    if isinstance(value, str):
        return Day(value) if isinstance(meant, date) else value
    if isinstance(value, dict):
        return {key: _with_days(inner, _inside(meant, (key,))) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_days(inner, _inside(meant, (index,))) for index, inner in enumerate(value)]
    return value
