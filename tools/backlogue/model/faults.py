"""What pydantic holds against a value in, a finding in plain words at the right place out."""

from typing import Any

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
    "string_too_short": "should not be empty",
}
# Parts that pydantic adds to a path for a branch of a union or a validator; no key of ours looks so.
_NOISE = ("function-", "constrained-", "tuple[", "is-instance", "literal[", "nullable")


def finding_of(record: Record, detail: ErrorDetails, cls: type[BaseModel]) -> Finding:
    """The finding for one pydantic error; unknown keys SHP101, missing SHP102, all else SHP103."""
    keys = _path(record, detail["loc"])
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown(record, keys, cls)
    if kind == "missing":
        return _missing(record, keys)
    name = ".".join(str(key) for key in keys) or "the file"
    span = record.key_span(*keys) if detail["loc"][-1:] == ("[key]",) else record.span(*keys)
    message, hint = _words(detail)
    return Finding(span, f"{name} {message}", hint, code="SHP103")


def _path(record: Record, loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The part of pydantic's path that is written in the file, and at most one key more."""
    value: Any = record.values
    found: list[int | str] = []
    for part in loc:
        if isinstance(part, str) and (part.startswith(_NOISE) or part == "[key]"):
            continue
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        elif isinstance(value, dict) and isinstance(part, str) and not part[:1].isupper():
            return (*found, part)
        else:
            continue
        found.append(part)
    return tuple(found)


def _unknown(record: Record, keys: tuple[int | str, ...], cls: type[BaseModel]) -> Finding:
    known = _known(cls, keys)
    key = str(keys[-1])
    close = nearest(key, known)
    hint = f"did you mean {close}?" if close else _known_hint(keys, known)
    where = ".".join(str(part) for part in keys)
    return Finding(record.key_span(*keys), f"unknown key {where}", hint, code="SHP101")


def _known_hint(keys: tuple[int | str, ...], known: list[str]) -> str:
    if len(keys) > 1 and known:
        return "write one of " + ", ".join(known)
    return "declare it under fields in backlogue.yaml, or delete it"


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
    where = ".".join(str(part) for part in keys)
    if len(keys) == 1 and keys[0] in record.values:
        return Finding(record.key_span(*keys), f"{where} is empty", f"write {where} or delete the line", code="SHP102")
    span = record.key_span(*keys[:-1]) if len(keys) > 1 else Span(record.path, 1, 1, 1, 4)
    return Finding(span, f"{where} is missing", f"add {keys[-1]}:", code="SHP102")


def _words(detail: ErrorDetails) -> tuple[str, str | None]:
    kind, value = detail["type"], detail["input"]
    context = detail.get("ctx", {})
    if kind == "literal_error":
        return _choice(str(context.get("expected", "")), value)
    if kind == "string_pattern_mismatch":
        return _pattern(str(context.get("pattern", "")), value)
    if kind == "value_error":
        return str(context.get("error", detail["msg"])), None
    if kind == "string_type":
        if isinstance(value, bool | int | float):
            return f"should be text, not {_shown(value)}", "put it in quotes"
        return "should be text" if value is not None else "is empty", None
    if kind == "tuple_type" and isinstance(value, str):
        return "should be a list", f"write it as [{value}]"
    if kind in _PLAIN:
        return (f"{_PLAIN[kind]}, not {_shown(value)}" if value is not None else f"{_PLAIN[kind]}, but is empty"), None
    return detail["msg"].replace("Input ", "").replace("Value error, ", ""), None


def _choice(expected: str, value: Any) -> tuple[str, str | None]:
    words = [word.strip("' ") for word in expected.replace(" or ", ",").split(",") if word.strip("' ")]
    close = nearest(value, words) if isinstance(value, str) else None
    hint = f"did you mean {close}?" if close else None
    return f"should be one of {', '.join(words)}, not {_shown(value)}", hint


def _pattern(pattern: str, value: Any) -> tuple[str, str | None]:
    if pattern == ITEM_ID:
        return f"should be an id such as CHURN-12, not {_shown(value)}", None
    if pattern == NAME:
        return f"should be a name of letters, digits, dots and dashes, not {_shown(value)}", None
    return f"should match {pattern}, not {_shown(value)}", None


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
