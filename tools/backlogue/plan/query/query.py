"""The text of a query in; a `Query` that tests, selects, orders and groups the items of a plan out."""

from collections.abc import Sequence
from functools import cached_property, lru_cache

from backlogue.model import Item, Project
from backlogue.plan.plan import Plan
from backlogue.plan.query.arrange import grouped, in_order
from backlogue.plan.query.bind import bind, every
from backlogue.plan.query.compare import Test
from backlogue.plan.query.doubt import doubts
from backlogue.plan.query.judge import judge
from backlogue.plan.query.syntax import Parsed, QueryError


def compile_query(text: str, project: Project | None = None) -> "Query":
    """The query that a text writes; an empty one means every item.

    Without a project, a name that is none of our fields is taken for one that the project declares, and has no
    value where it does not; with the project, it is an error. Raises QueryError, with its place in the text.
    """
    query = _parsed(text)
    # Of a broken backlogue.yaml nobody knows what else it declares.
    fault = query.loose_fault if project is None or project.partial else query.fault(project)
    if fault is not None:
        raise fault.with_traceback(None)
    return query


@lru_cache(maxsize=256)
def _parsed(text: str) -> "Query":
    from backlogue.plan.query.parser import parse  # lark costs 40 ms, and most commands ask nothing

    return Query(text, parse(text))


class Query:
    """A condition, an order and a grouping. The same query answers for any plan."""

    def __init__(self, text: str, parsed: Parsed) -> None:
        self.text = text
        self._parsed = parsed
        self._bound: tuple[Plan, Test] | None = None

    @property
    def group_field(self) -> str | None:
        """The field after `group by`."""
        return self._parsed.group.text if self._parsed.group else None

    def fault(self, project: Project | None) -> QueryError | None:
        """The first thing that cannot be asked in a project: an unknown field, or a value its kind never has."""
        return judge(self._parsed, project)

    @cached_property
    def loose_fault(self) -> QueryError | None:
        """The same where nobody knows which fields a project declares."""
        return self.fault(None)

    def doubts(self, plan: Plan) -> tuple[QueryError, ...]:
        """Names in the query that nothing in the plan has, with the nearest right ones: why nothing may match."""
        return doubts(plan, self._parsed)

    def test(self, plan: Plan) -> Test:
        """The condition as a function of an item of this plan, to be called for many of them."""
        condition = self._parsed.condition
        return every if condition is None else bind(plan, condition)

    def matches(self, plan: Plan, item: Item) -> bool:
        """Whether an item of the plan satisfies the condition; the last plan asked about is kept ready."""
        if self._bound is None or self._bound[0] is not plan:
            self._bound = (plan, self.test(plan))
        return self._bound[1](item)

    def select(self, plan: Plan) -> tuple[Item, ...]:
        """The items that satisfy the condition, in the query's order and then in that of the backlog."""
        return in_order(plan, filter(self.test(plan), plan.items), self._parsed.order)

    def groups(self, plan: Plan, items: Sequence[Item]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """Items by the field after `group by`, see `grouped`; one group with no name where there is none."""
        return grouped(plan, items, self.group_field) if self.group_field else (("", tuple(items)),)
