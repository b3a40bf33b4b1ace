"""A record, changes and the project's classes in; the new text, or the findings that stand against it, out.

The law: read again, the new text has the values that were asked for, and nothing else has changed.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from backlogue.base import Finding, Span
from backlogue.edit.change import Change
from backlogue.edit.order import key_order
from backlogue.edit.rewrite import rewrite
from backlogue.edit.typed import typed
from backlogue.edit.values import MISSING, Path, at, drop, put, same
from backlogue.model import Entry, Kinds, build
from backlogue.parse import Record, read_record

# A place that the caller fills in.
_NOWHERE = Span("")


class Edited(NamedTuple):
    """The changed text (the old one where nothing changes), or None and the findings that stand against it."""

    text: str | None
    findings: tuple[Finding, ...] = ()


def edit(record: Record, changes: Iterable[Change], kinds: Kinds, new: bool = False) -> Edited:
    """Make the changes one after the other; then the whole must be as well shaped as it was (well shaped, if `new`)."""
    front, values = record.text[record.front], record.values
    for change in changes:
        cls = kinds.get(str(values.get("type")), Entry)
        path = _steps(values, change.path)
        value = _value(values, change, path, cls)
        if isinstance(value, Finding):
            return Edited(None, (value._replace(span=record.span(*path)),))
        if same(at(values, path), value):
            continue
        spliced = rewrite(front, values, path, value, key_order(cls))
        if spliced is None:
            message = f"{'.'.join(change.path)} cannot be changed without touching other keys"
            return Edited(None, (Finding(record.key_span(*path), message, "change it by hand"),))
        front, values = spliced, drop(values, path) if value is MISSING else put(values, path, value)
    return _judge(record, front, kinds, new)


def _steps(values: Any, path: tuple[str, ...]) -> Path:
    """The path with numbers where it goes into a list."""
    found: list[str | int] = []
    for step in path:
        held = at(values, tuple(found))
        found.append(int(step) if isinstance(held, list) and step.isdecimal() else step)
    return tuple(found)


def _value(values: dict[str, Any], change: Change, path: Path, cls: type[Entry]) -> Any:
    """What the path should hold (MISSING: nothing), or a finding whose place the caller knows."""
    old = at(values, path)
    if change.operator == "=":
        value = typed(change.text, values, path, cls) if change.text else None
        return MISSING if value is None else value
    if isinstance(old, str):
        old = [old]
    if old is MISSING or old is None:
        old = []
    if not isinstance(old, list):
        return Finding(_NOWHERE, f"{'.'.join(change.path)} is no list", f"write {'.'.join(change.path)}=value")
    kept, named = old, _entries(change.text, values, path, cls)
    if change.operator == "+=":
        fresh = [value for value in named if not any(same(value, other) for other in kept)]
        return [*kept, *fresh] if fresh else at(values, path)
    missing = [value for value in named if not any(same(value, other) for other in kept)]
    if missing:
        close = f"it holds {', '.join(map(str, kept))}" if kept else "it is empty"
        return Finding(_NOWHERE, f"{'.'.join(change.path)} does not hold {missing[0]}", close)
    rest = [value for value in kept if not any(same(value, other) for other in named)]
    return rest or MISSING


def _entries(text: str, values: dict[str, Any], path: Path, cls: type[Entry]) -> list[Any]:
    value = typed(text, drop(values, path), path, cls)
    return value if isinstance(value, list) else [value]


def _judge(record: Record, front: str, kinds: Kinds, new: bool) -> Edited:
    """The text with its new front matter, unless that is less well shaped than the old."""
    text = record.text[: record.front.start] + front + record.text[record.front.stop :]
    reading = read_record(record.path, text.encode("utf-8"))
    if reading.record is None:
        return Edited(None, reading.findings)
    before = set() if new else {(one.code, one.message) for one in build(record, kinds).findings}
    found = tuple(one for one in build(reading.record, kinds).findings if (one.code, one.message) not in before)
    return Edited(None if found else text, found)
