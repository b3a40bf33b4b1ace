"""The text of a query in; a `Query` that tests, selects, orders and groups the items of a plan out."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from backlogue.base import nearest
from backlogue.model import Item, Project
from backlogue.plan.plan import Plan
from backlogue.plan.query.compare import Test, comparison, membership, opposite, presence
from backlogue.plan.query.fields import Field, field_of, names
from backlogue.plan.query.judge import judge
from backlogue.plan.query.order import backlog_key, value_key
from backlogue.plan.query.parser import parse
from backlogue.plan.query.syntax import (
    Both, Compare, Condition, Either, Flag, Key, Near, Not, OneOf, Parsed, Presence, QueryError,
)  # fmt: skip
from backlogue.plan.query.terms import FLAGS, relation


def compile_query(text: str, project: Project | None = None) -> "Query":
    """The query that a text writes; an empty one means every item.

    Without a project, a name that is none of our fields is taken for one that the project declares, and has no
    value where it does not; with the project, it is an error. Raises QueryError, with its place in the text.
    """
    query = _compiled(text)
    fault = query.fault(project) if project is not None else None
    if fault is not None:
        raise fault
    return query


@lru_cache(maxsize=256)
def _compiled(text: str) -> "Query":
    query = Query(text, parse(text))
    fault = query.fault(None)
    if fault is not None:
        raise fault
    return query


class Query:
    """A condition, an order and a grouping. The same query answers for any plan."""

    def __init__(self, text: str, parsed: Parsed) -> None:
        self.text = text
        self._parsed = parsed
        # The last plan asked about: rules ask item by item, and about one plan at a time.
        self._bound: tuple[Plan, Test] | None = None

    @property
    def group_field(self) -> str | None:
        """The field after `group by`."""
        return self._parsed.group.text if self._parsed.group else None

    @property
    def ordered(self) -> bool:
        """Whether the query itself says an order."""
        return bool(self._parsed.order)

    @property
    def parsed(self) -> Parsed:
        return self._parsed

    def fault(self, project: Project | None) -> QueryError | None:
        """The first thing that cannot be asked in a project: an unknown field, or a value its kind never has."""
        return judge(self._parsed, project)

    def test(self, plan: Plan) -> Test:
        """The condition as a function of an item of this plan."""
        bound = self._bound
        if bound is None or bound[0] is not plan:
            condition = self._parsed.condition
            bound = self._bound = (plan, _every if condition is None else _bind(plan, condition))
        return bound[1]

    def matches(self, plan: Plan, item: Item) -> bool:
        """Whether an item of the plan satisfies the condition."""
        return self.test(plan)(item)

    def select(self, plan: Plan) -> tuple[Item, ...]:
        """The items that satisfy the condition, in the query's order and then in that of the backlog."""
        return in_order(plan, filter(self.test(plan), plan.items), self._parsed.order)

    def groups(self, plan: Plan, items: Sequence[Item]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """Items by the field after `group by`, see `grouped`; one group with no name where there is none."""
        return grouped(plan, items, self.group_field) if self.group_field else (("", tuple(items)),)


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
    read = _field(plan, name).bind(plan)
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


def nearest_field(name: str, project: Project) -> str | None:
    """The field most like a wrong name."""
    return nearest(name, names(project))


def _sorted(plan: Plan, items: list[Item], key: Key) -> list[Item]:
    read = _field(plan, key.field.text).bind(plan)
    by = value_key(plan, key.field.text)
    values = [(read(item), item) for item in items]
    known = [pair for pair in values if pair[0] not in (None, "", (), {})]
    known.sort(key=lambda pair: by(pair[0]), reverse=key.descending)
    return [item for _, item in known] + [item for value, item in values if value in (None, "", (), {})]


def _bind(plan: Plan, condition: Condition) -> Test:
    """The closure of a condition; its depth is bounded by the parser."""
    match condition:
        case Compare(field, sign, value):
            return comparison(plan, _field(plan, field.text), sign, value)
        case OneOf(field, values, negated):
            return membership(plan, _field(plan, field.text), values, negated)
        case Presence(field, wanted):
            return presence(plan, _field(plan, field.text), wanted)
        case Flag(word):
            return FLAGS[word.text.lower()](plan)
        case Near():
            return relation(plan, condition)
        case Not(term):
            return opposite(_bind(plan, term))
        case Both(terms):
            return _all(tuple(_bind(plan, term) for term in terms))
        case Either(terms):
            found = tuple(_bind(plan, term) for term in terms)
            return lambda item: any(test(item) for test in found)


def _all(tests: tuple[Test, ...]) -> Test:
    def test(item: Item) -> bool:
        for one in tests:  # noqa: SIM110 - a generator for all() takes twice as long
            if not one(item):
                return False
        return True

    return test


def _field(plan: Plan, name: str) -> Field:
    return field_of(name, plan.project) or Field(name, "text", lambda _plan: lambda _item: None)


def _every(_item: Item) -> bool:
    return True


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
