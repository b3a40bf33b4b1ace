"""Words that say something by themselves (`blocked`) and relations (`under CHURN-1`) in; tests of an item out."""

from collections.abc import Callable, Iterable
from typing import Any

from backlogue.model import Item
from backlogue.plan.graph import inverse, reach
from backlogue.plan.plan import Plan
from backlogue.plan.query.compare import Test
from backlogue.plan.query.days import MOMENTS, at_moment
from backlogue.plan.query.syntax import Near, Value


def _blocking(plan: Plan) -> Test:
    return lambda item: plan.is_open(item) and any(plan.is_open(other) for other in plan.dependents(item.id))


def _ready(plan: Plan) -> Test:
    return lambda item: plan.category(item) == "todo" and not plan.blockers(item)


def _overdue(plan: Plan) -> Test:
    return lambda item: item.due is not None and item.due < plan.today and plan.is_open(item)


FLAGS: dict[str, Callable[[Plan], Test]] = {
    "open": lambda plan: plan.is_open,
    "closed": lambda plan: lambda item: not plan.is_open(item),
    "blocked": lambda plan: lambda item: bool(plan.blockers(item)),
    "blocking": _blocking,
    "ready": _ready,
    "overdue": _overdue,
}


def relation(plan: Plan, near: Near) -> Test:
    """The test of a relation. What it asks for is gathered once, so that a test is one look into a set."""
    match near.relation:
        case "in sprint":
            return _among(_in_sprints(plan, sprints_of(plan, near.name)))
        case "in increment":
            wanted = _named((one.id for one in plan.increments), near.name) or _now(plan.increments, near.name, plan)
            return _among(_in_sprints(plan, {one.id for one in plan.sprints if one.increment in wanted}))
        case "under":
            return _among({below.id for name in item_ids(plan, near.name) for below in plan.descendants(name)})
        case "waits for":
            edges = inverse(plan.dependency_edges)
        case "needed by":
            edges = plan.dependency_edges
    return _among({other for name in item_ids(plan, near.name) for other in reach(edges, name)})


def item_ids(plan: Plan, value: Value) -> set[str]:
    """The item that a value names, whatever its case; empty when there is none."""
    if value.text in plan.item_by_id:
        return {value.text}
    return _named(plan.item_by_id, value)


def sprints_of(plan: Plan, value: Value) -> set[str]:
    """The sprints that a value names: by id, or as current, next or previous."""
    return _now(plan.sprints, value, plan) or _named((sprint.id for sprint in plan.sprints), value)


def _now(entries: Iterable[Any], value: Value, plan: Plan) -> set[str]:
    word = value.text.lower()
    return at_moment(entries, word, plan.today) if word in MOMENTS and not value.quoted else set()


def _named(among: Iterable[str], value: Value) -> set[str]:
    word = value.text.casefold()
    return {name for name in among if name.casefold() == word}


def _in_sprints(plan: Plan, sprints: set[str]) -> set[str]:
    """Items planned in a sprint, committed to it (less what was taken out again), or with a checkpoint in it."""
    found: set[str] = set()
    for name in sprints:
        sprint = plan.sprint_by_id[name]
        committed = set(sprint.commitment.items) if sprint.commitment else set()
        for change in sprint.changes:
            committed |= {change.add} if change.add else set()
            committed -= {change.remove} if change.remove else set()
        found |= committed
    planned = (item for item in plan.items if item.sprint in sprints or _checked(item, sprints))
    return found | {item.id for item in planned}


def _checked(item: Item, sprints: set[str]) -> bool:
    return any(checkpoint.sprint in sprints for checkpoint in item.checkpoints)


def _among(ids: set[str]) -> Test:
    return lambda item: item.id in ids
