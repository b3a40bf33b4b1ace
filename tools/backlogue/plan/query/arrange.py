"""Items in; the same items in the order of some keys, or in groups by the value of a field, out."""

from collections.abc import Iterable
from typing import Any

from backlogue.model import Item
from backlogue.plan.plan import Plan
from backlogue.plan.query.fields import field_in
from backlogue.plan.query.order import backlog_key, value_key
from backlogue.plan.query.syntax import Key

_MISSING: tuple[Any, ...] = (None, "", (), {})


def in_order(plan: Plan, items: Iterable[Item], keys: Iterable[Key] = ()) -> tuple[Item, ...]:
    """Items by the keys, then by rank, priority and id. What lacks a value comes last in either direction."""
    found = sorted(items, key=backlog_key(plan))
    for key in reversed(tuple(keys)):
        found = _sorted(plan, found, key)
    return tuple(found)


def grouped(plan: Plan, items: Iterable[Item], name: str) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Items by the value of a field, groups in the field's order; the group with no value is "" and comes last.

    An item with several values (labels) stands in each of their groups.
    """
    read = field_in(plan, name).bind(plan)
    found: dict[Any, list[Item]] = {}
    for item in items:
        value = read(item)
        several = isinstance(value, tuple | list | dict)
        for one in (tuple(dict.fromkeys(value)) or (None,)) if several else (value,):
            found.setdefault(one if isinstance(one, str | int | float) or one is None else str(one), []).append(item)
    key = value_key(plan, name)
    ordered = sorted((one for one in found if one not in (None, "")), key=key)
    last = [one for one in found if one in (None, "")]
    return tuple(("" if one is None else _shown(one), tuple(found[one])) for one in (*ordered, *last))


def _sorted(plan: Plan, items: list[Item], key: Key) -> list[Item]:
    read = field_in(plan, key.field.text).bind(plan)
    by = value_key(plan, key.field.text)
    values = [(read(item), item) for item in items]
    known = [pair for pair in values if pair[0] not in _MISSING]
    known.sort(key=lambda pair: by(pair[0]), reverse=key.descending)
    return [item for _, item in known] + [item for value, item in values if value in _MISSING]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)
