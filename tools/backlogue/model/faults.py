"""What pydantic holds against a value in, a finding in plain words at the right place out."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from backlogue.base import Finding, Span, nearest
from backlogue.model.wording import words
from backlogue.parse import Record

Keys: TypeAlias = tuple[int | str, ...]

# More names than these help nobody.
_FEW = 14
_CONTAINERS = {"dict_type", "model_type", "model_attributes_type", "tuple_type"}
# Parts that pydantic adds to a path for a branch of a union or a validator; no key of ours looks so.
_NOISE = ("function-", "constrained-", "tuple[", "is-instance", "literal[", "nullable")


def findings(
    record: Record, details: Sequence[ErrorDetails], cls: type[BaseModel], kinds: Mapping[str, type[BaseModel]]
) -> tuple[Finding, ...]:
    """One finding for each thing that is wrong, in the file's order.

    A value that may be of two kinds is told only what the kind it looks like needs. A key that is missing because
    it is misspelt is told once, as the misspelt key.
    """
    placed = [(_path(record, detail["loc"]), detail) for detail in details]
    within: dict[Keys, list[tuple[Keys, ErrorDetails]]] = {}
    for keys, detail in placed:
        for length in range(len(keys) + 1):
            within.setdefault(keys[:length], []).append((keys, detail))
    kept = [(keys, detail) for keys, detail in placed if not _of_another_kind(keys, detail, within[keys])]
    misspelt = {
        (*keys[:-1], nearest(str(keys[-1]), _known(cls, keys)))
        for keys, detail in kept
        if detail["type"] == "extra_forbidden"
    }
    told = dict.fromkeys(
        finding_of(record, detail, cls, kinds)
        for keys, detail in kept
        if detail["type"] != "missing" or keys not in misspelt
    )
    return tuple(sorted(told, key=lambda one: (one.span, one.message)))


def _of_another_kind(keys: Keys, detail: ErrorDetails, within: Sequence[tuple[Keys, ErrorDetails]]) -> bool:
    """Whether a fault only says that a value is not of the other kind it might have been; `within` are all in it."""
    value = detail["input"]
    if isinstance(value, dict | list):
        held = "tuple_type" if isinstance(value, list) else "dict_type"
        wrong = detail["type"].endswith("_type") and detail["type"] != held
        return wrong and any(len(other) > len(keys) for other, _ in within)
    return detail["type"] in _CONTAINERS and any(one["type"] not in _CONTAINERS for _, one in within)


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
    # A name that is wrong is blamed for itself; nothing, for want of a place of its own, by its key.
    by_key = detail["loc"][-1:] == ("[key]",) or detail["input"] is None
    span = record.key_span(*keys) if by_key else record.span(*keys)
    field = cls.model_fields.get(str(keys[0])) if len(keys) == 1 else None
    message, hint = words(detail, keys, _source(record, span), field is not None and field.is_required())
    return Finding(span, f"{name} {message}", hint, code="SHP103")


def _source(record: Record, span: Span) -> str:
    """The text at a place, where it lies in one line."""
    if span.line != span.end_line:
        return ""
    return record.line(span.line)[span.column - 1 : span.end_column - 1]


def _path(record: Record, loc: Keys) -> Keys:
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


def _named(keys: Keys) -> str:
    """A path in words: `estimate.backend`, `entry 1 of labels`, `reason in entry 2 of changes`."""
    last = max((index for index, key in enumerate(keys) if isinstance(key, int)), default=None)
    if last is None:
        return ".".join(map(_plain, keys))
    entry = f"entry {int(keys[last]) + 1} of {_named(keys[:last])}"
    rest = ".".join(map(_plain, keys[last + 1 :]))
    return f"{rest} in {entry}" if rest else entry


def _plain(key: int | str) -> str:
    """A key as it is written, or in quotes where that would not be seen."""
    text = str(key)
    return text if text.strip() == text and text.isprintable() and text else repr(text)


def _unknown(record: Record, keys: Keys, cls: type[BaseModel], kinds: Mapping[str, type[BaseModel]]) -> Finding:
    known = _known(cls, keys)
    key = str(keys[-1])
    having = [name for name, other in kinds.items() if key in _known(other, keys)] if len(keys) == 1 else []
    close = nearest(key, known)
    if key != key.strip() and key.lstrip("\u00a0\u2000\u3000 ") != key:
        hint = "the space before it is no plain one: indent with plain spaces"
    elif having:
        hint = f"only items of type {' or '.join(having)} may have it"
    elif close:
        hint = f"did you mean {close}?"
    elif len(keys) == 1 and "status" in known:
        hint = "declare it under fields in backlogue.yaml, or delete it"
    else:
        hint = f"write one of {', '.join(known)}" if 0 < len(known) <= _FEW else "delete it, or look for its right name"
    return Finding(record.key_span(*keys), f"unknown key {_named(keys)}", hint, code="SHP101")


def _known(cls: type[BaseModel], keys: Keys) -> list[str]:
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


def _missing(record: Record, keys: Keys) -> Finding:
    if len(keys) == 1 and keys[0] in record.values:
        hint = f"write a value behind {keys[0]}:"
        if _behind(record, keys[0]).startswith("#"):
            hint = "# begins a comment: put the value in quotes"
        return Finding(record.key_span(*keys), f"{keys[0]} is empty", hint, code="SHP102")
    span = record.key_span(*keys[:-1]) if len(keys) > 1 else Span(record.path, 1, 1, 1, 4)
    return Finding(span, f"{_named(keys)} is missing", f"add {keys[-1]}:", code="SHP102")


def _behind(record: Record, key: int | str) -> str:
    """What stands behind a key and its colon in the same line."""
    span = record.key_span(key)
    return record.line(span.line)[span.end_column :].strip()
