"""Names, priorities and items in; keys that sort them as people expect out."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from backlogue.base import natural
from backlogue.model import Item, Project
from backlogue.plan.plan import Plan

CATEGORIES = ("todo", "doing", "waiting", "done", "dropped")
SortKey: TypeAlias = Callable[[Any], Any]


def backlog_key(plan: Plan) -> Callable[[Item], tuple[Any, ...]]:
    """The key of backlog order: by rank, then priority (most urgent first), then id; what lacks one comes last."""
    urgency = urgencies(plan)
    last = len(urgency)

    def key(item: Item) -> tuple[Any, ...]:
        rank = item.rank or ""
        return not rank, rank, urgency.get(item.priority or "", last), natural(item.id), item.path

    return key


def urgencies(plan: Plan) -> dict[str, int]:
    """Each priority's place among the project's: 0 is the most urgent."""
    return {word: place for place, word in enumerate(plan.project.priorities)}


def value_key(plan: Plan, field: str) -> SortKey:
    """The key that sorts the values of a field: priorities by urgency, states by workflow, sprints by start."""
    if field == "priority":
        urgency = {word.casefold(): place for word, place in urgencies(plan).items()}
        return lambda value: urgency.get(str(value).casefold(), len(urgency))
    if field in ("status", "category"):
        places = states(plan.project) if field == "status" else CATEGORIES
        order = {word.casefold(): place for place, word in enumerate(places)}
        return lambda value: (order.get(str(value).casefold(), len(order)), natural(str(value)))
    if field in ("sprint", "increment"):
        starts = {one.id: one.start for one in plan.sprints} | {one.id: one.start for one in plan.increments}
        return lambda value: (starts.get(value, date.max), natural(str(value)))
    if field == "rank":
        return str
    return plain_key


def plain_key(value: Any) -> tuple[Any, ...]:
    """A key for any value: numbers, then days, then texts in natural order, then lists by what they hold."""
    if isinstance(value, bool | int | float):
        return 0, value
    if isinstance(value, date):
        return 1, value
    if isinstance(value, tuple | list):
        return 3, tuple(plain_key(part) for part in value)
    return 2, natural(str(value))


def states(project: Project) -> dict[str, None]:
    """Every state of every workflow, each once, in the order written."""
    return {state: None for name in project.item_types for state in project.workflow(name).states}
