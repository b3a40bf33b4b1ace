"""A parsed condition and a plan in; a function from an item to true or false out."""

from backlogue.model import Item
from backlogue.plan.plan import Plan
from backlogue.plan.query.compare import Test, comparison, membership, opposite, presence
from backlogue.plan.query.fields import field_in
from backlogue.plan.query.syntax import Both, Compare, Condition, Either, Flag, Near, Not, OneOf, Presence
from backlogue.plan.query.terms import FLAGS, relation


def bind(plan: Plan, condition: Condition) -> Test:
    """The closure of a condition; its depth is bounded by the parser."""
    match condition:
        case Compare(field, sign, value):
            return comparison(plan, field_in(plan, field.text), sign, value)
        case OneOf(field, values, negated):
            return membership(plan, field_in(plan, field.text), values, negated)
        case Presence(field, wanted):
            return presence(plan, field_in(plan, field.text), wanted)
        case Flag(word):
            return FLAGS[word.text.lower()](plan)
        case Near():
            return relation(plan, condition)
        case Not(term):
            return opposite(bind(plan, term))
        case Both(terms):
            return _all(tuple(bind(plan, term) for term in terms))
        case Either(terms):
            found = tuple(bind(plan, term) for term in terms)
            return lambda item: any(test(item) for test in found)


def _all(tests: tuple[Test, ...]) -> Test:
    def test(item: Item) -> bool:
        for one in tests:  # noqa: SIM110 - a generator for all() takes twice as long
            if not one(item):
                return False
        return True

    return test


def every(_item: Item) -> bool:
    """The test of no condition."""
    return True
