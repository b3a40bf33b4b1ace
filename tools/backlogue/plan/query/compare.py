"""A field, an operator and values in; a function from an item to true or false out.

What has no value matches no comparison but the negative ones (`!=`, `!~`, `not in`).
"""

import operator
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeAlias

from backlogue.model import Item
from backlogue.plan.plan import Plan
from backlogue.plan.query.days import MOMENTS, at_moment, day_of
from backlogue.plan.query.fields import Field, Reader
from backlogue.plan.query.order import value_key
from backlogue.plan.query.syntax import Value

Test: TypeAlias = Callable[[Item], bool]

_ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq,
}  # fmt: skip
# The project lists its most urgent priority first, and people say that high is more than low.
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
YES, NO = ("true", "yes"), ("false", "no")


def comparison(plan: Plan, field: Field, sign: str, value: Value) -> Test:
    """`field sign value`."""
    if sign in ("!=", "!~"):
        return opposite(comparison(plan, field, sign[1], value))
    read = field.bind(plan)
    if sign == "~":
        return _contains(read, value.text.casefold())
    if field.kind == "number":
        return _number(read, sign, number_of(value))
    if field.kind == "day":
        return _day(read, sign, day_of(value, plan))
    if sign == "=":
        return _equal(read, field, wanted(plan, field, (value,)))
    return _ordered(plan, read, field, sign, value)


def membership(plan: Plan, field: Field, values: Iterable[Value], negated: bool) -> Test:
    """`field in (values)`."""
    if field.kind in ("number", "day"):
        tests = tuple(comparison(plan, field, "=", value) for value in values)
        found: Test = lambda item: any(test(item) for test in tests)  # noqa: E731
    else:
        found = _equal(field.bind(plan), field, wanted(plan, field, values))
    return opposite(found) if negated else found


def presence(plan: Plan, field: Field, wanted: bool) -> Test:
    """`field is set`, `field is empty`; false and 0 are values."""
    read = field.bind(plan)
    return lambda item: (read(item) not in (None, "", (), {})) is wanted


def opposite(test: Test) -> Test:
    """What matches where another does not."""
    return lambda item: not test(item)


def number_of(value: Value) -> float | None:
    """The number a value means; None where it is none (or no finite one)."""
    try:
        number = float(value.text) if value.text.isascii() and "_" not in value.text else None
    except ValueError:
        return None
    return number if number is not None and abs(number) < float("inf") and not value.shifts else None


def wanted(plan: Plan, field: Field, values: Iterable[Value]) -> frozenset[str]:
    """The texts that values stand for, in one case; of sprints and increments, current, next and previous too."""
    found: set[str] = set()
    for value in values:
        word = value.text.casefold()
        if field.name in ("sprint", "increment", "checkpoints.sprint") and word in MOMENTS and not value.quoted:
            entries: tuple[Any, ...] = plan.increments if field.name == "increment" else plan.sprints
            found |= {name.casefold() for name in at_moment(entries, word, plan.today)}
        else:
            found.add(word)
    return frozenset(found)


def _equal(read: Reader, field: Field, texts: frozenset[str]) -> Test:
    if field.kind == "list":
        return lambda item: any(str(one).casefold() in texts for one in read(item) or ())
    if field.kind == "flag":
        flags = {True for word in YES if word in texts} | {False for word in NO if word in texts}
        return lambda item: read(item) in flags

    def test(item: Item) -> bool:
        value = read(item)
        return type(value) is str and (value in texts or value.casefold() in texts)

    return test


def _contains(read: Reader, part: str) -> Test:
    def test(item: Item) -> bool:
        value = read(item)
        if isinstance(value, str):
            return part in value.casefold()
        if isinstance(value, tuple | list | dict):
            return any(part in str(one).casefold() for one in value)
        return False

    return test


def _number(read: Reader, sign: str, limit: float | None) -> Test:
    compare = _ORDERED[sign]

    def test(item: Item) -> bool:
        value = read(item)
        return limit is not None and type(value) in (float, int) and compare(value, limit)

    return test


def _day(read: Reader, sign: str, limit: date | Callable[[Item], date | None] | None) -> Test:
    compare = _ORDERED[sign]

    def test(item: Item) -> bool:
        value = read(item)
        if not isinstance(value, date):
            return False
        day = limit(item) if callable(limit) else limit
        return day is not None and compare(value, day)

    return test


def _ordered(plan: Plan, read: Reader, field: Field, sign: str, value: Value) -> Test:
    """Texts by the order that also sorts them."""
    key = value_key(plan, field.name)
    compare = _ORDERED[_TURNED[sign] if field.name == "priority" else sign]
    limit = key(value.text)

    def test(item: Item) -> bool:
        found = read(item)
        return type(found) is str and compare(key(found), limit)

    return test
