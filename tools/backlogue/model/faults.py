"""What pydantic holds against a value in, a finding in plain words at the right place out."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from backlogue.base import Finding, Span, nearest
from backlogue.model.words import ITEM_ID, NAME
from backlogue.parse import Record

_PLAIN = {
    "string_type": "should be text",
    "float_type": "should be a number",
    "int_type": "should be a whole number",
    "int_from_float": "should be a whole number",
    "bool_type": "should be true or false",
    "tuple_type": "should be a list",
    "dict_type": "should be a map of keys and values",
    "model_type": "should be a map of keys and values",
    "model_attributes_type": "should be a map of keys and values",
    "finite_number": "should be a finite number",
}
_BOUNDS = {
    "greater_than_equal": ("{} or more", "ge"),
    "greater_than": ("above {}", "gt"),
    "less_than_equal": ("{} or less", "le"),
    "less_than": ("below {}", "lt"),
}
_OTHER_DAY = re.compile(
    r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?:[T ].*)?|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})"
)
# Parts that pydantic adds to a path for a branch of a union or a validator; no key of ours looks so.
_NOISE = ("function-", "constrained-", "tuple[", "is-instance", "literal[", "nullable")


def finding_of(
    record: Record, detail: ErrorDetails, cls: type[BaseModel], kinds: Mapping[str, type[BaseModel]]
) -> Finding:
    """The finding for one pydantic error; unknown keys SHP101, missing SHP102, all else SHP103.

    `kinds` are the classes of all types, by which a key that belongs to another type is known.
    """
    keys = _path(record, detail["loc"])
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown(record, keys, cls, kinds)
    if kind == "missing":
        return _missing(record, keys)
    name = _named(keys) or "the file"
    span = record.key_span(*keys) if detail["loc"][-1:] == ("[key]",) else record.span(*keys)
    message, hint = _words(detail, keys)
    return Finding(span, f"{name} {message}", hint, code="SHP103")


def _path(record: Record, loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The part of pydantic's path that is written in the file, and at most one key more."""
    value: Any = record.values
    found: list[int | str] = []
    for part in loc:
        if isinstance(part, str) and (part.startswith(_NOISE) or part == "[key]"):
            continue
        if isinstance(value, list) and isinstance(part, str) and part in value:
            part = value.index(part)  # a list that was read as a map, such as holidays
        if isinstance(value, dict):
            written = part in value
        else:
            written = isinstance(value, list) and isinstance(part, int) and part < len(value)
        if written:
            value = value[part]
            found.append(part)
        elif isinstance(value, dict) and isinstance(part, str) and not part[:1].isupper():
            return (*found, part)
    return tuple(found)


def _named(keys: tuple[int | str, ...]) -> str:
    """A path in words: `estimate.backend`, `entry 1 of labels`, `reason in entry 2 of changes`."""
    last = max((index for index, key in enumerate(keys) if isinstance(key, int)), default=None)
    if last is None:
        return ".".join(str(key) for key in keys)
    entry = f"entry {int(keys[last]) + 1} of {_named(keys[:last])}"
    rest = ".".join(str(key) for key in keys[last + 1 :])
    return f"{rest} in {entry}" if rest else entry


def _unknown(
    record: Record, keys: tuple[int | str, ...], cls: type[BaseModel], kinds: Mapping[str, type[BaseModel]]
) -> Finding:
    known = _known(cls, keys)
    key = str(keys[-1])
    having = [name for name, other in kinds.items() if key in _known(other, keys)] if len(keys) == 1 else []
    close = nearest(key, known)
    if having:
        hint = f"only items of type {' or '.join(having)} may have it"
    elif close:
        hint = f"did you mean {close}?"
    elif len(keys) == 1 and "status" in known:
        hint = "declare it under fields in backlogue.yaml, or delete it"
    else:
        hint = f"write one of {', '.join(known)}" if known else "delete it"
    return Finding(record.key_span(*keys), f"unknown key {_named(keys)}", hint, code="SHP101")


def _known(cls: type[BaseModel], keys: tuple[int | str, ...]) -> list[str]:
    """The keys that the (nested) model at `keys` has."""
    model: type[BaseModel] | None = cls
    for part in keys[:-1]:
        if model is None:
            return []
        field = next((f for name, f in model.model_fields.items() if part in (name, f.alias)), None)
        if field is not None:
            model = _model_in(field.annotation)
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The first model class inside an annotation such as `dict[str, Proof]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (found := _model_in(inner)) is not None:
            return found
    return None


def _missing(record: Record, keys: tuple[int | str, ...]) -> Finding:
    if len(keys) == 1 and keys[0] in record.values:
        return Finding(record.key_span(*keys), f"{keys[0]} is empty", f"write a value behind {keys[0]}:", code="SHP102")
    span = record.key_span(*keys[:-1]) if len(keys) > 1 else Span(record.path, 1, 1, 1, 4)
    return Finding(span, f"{_named(keys)} is missing", f"add {keys[-1]}:", code="SHP102")


def _words(detail: ErrorDetails, keys: tuple[int | str, ...]) -> tuple[str, str | None]:
    kind, value = detail["type"], detail["input"]
    context = detail.get("ctx", {})
    if kind == "literal_error":
        return _choice(str(context.get("expected", "")), value)
    if kind == "string_pattern_mismatch":
        return _pattern(str(context.get("pattern", "")), value)
    if kind == "value_error":
        hint = _zone_hint(value) if keys == ("time_zone",) else _day_hint(value)
        return f"{context.get('error', detail['msg'])}, not {_shown(value)}", hint
    if kind == "string_too_short":
        return "should not be empty", "write a value, or delete the line"
    if kind == "string_type":
        if isinstance(value, bool | int | float):
            return f"should be text, not {_shown(value)}", "put it in quotes"
        return ("should be text", None) if value is not None else ("is empty", "write a value, or delete the line")
    if kind == "tuple_type" and isinstance(value, str):
        return "should be a list", f"write it as [{value}]"
    if kind in _PLAIN:
        return (f"{_PLAIN[kind]}, not {_shown(value)}" if value is not None else f"{_PLAIN[kind]}, but is empty"), None
    if kind in _BOUNDS:
        words, name = _BOUNDS[kind]
        return f"should be {words.format(f'{context[name]:g}')}, not {_shown(value)}", None
    return detail["msg"].replace("Input ", "").replace("String ", "").replace("Value error, ", ""), None


def _zone_hint(value: Any) -> str | None:
    close = nearest(value, available_timezones()) if isinstance(value, str) else None
    return f"did you mean {close}?" if close else None


def _day_hint(value: Any) -> str | None:
    """The day that was meant, where the order of its parts leaves no doubt."""
    match = _OTHER_DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    year, month, day = (int(match[f"{part}1"] or match[f"{part}2"]) for part in ("y", "m", "d"))
    try:
        return f"did you mean {date(year, month, day)}?"
    except ValueError:
        return None


def _choice(expected: str, value: Any) -> tuple[str, str | None]:
    words = [word.strip("' ") for word in expected.replace(" or ", ",").split(",") if word.strip("' ")]
    close = nearest(value, words) if isinstance(value, str) else None
    hint = f"did you mean {close}?" if close else None
    return f"should be one of {', '.join(words)}, not {_shown(value)}", hint


def _pattern(pattern: str, value: Any) -> tuple[str, str | None]:
    if pattern == ITEM_ID:
        upper = value.strip().upper() if isinstance(value, str) else ""
        hint = f"did you mean {upper}?" if re.fullmatch(ITEM_ID, upper) and upper != value else None
        return f"should be an id such as CHURN-12, not {_shown(value)}", hint
    if pattern == NAME:
        return f"should be a name of letters, digits, dots and dashes, not {_shown(value)}", None
    return f"should match {pattern}, not {_shown(value)}", None


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
