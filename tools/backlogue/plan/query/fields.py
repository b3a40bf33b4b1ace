"""The name of a field in; its kind, and how to read it from an item, out."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from backlogue.model import Item, Project
from backlogue.model.item import ITEM_TYPES
from backlogue.plan.plan import Plan
from backlogue.plan.query.shape import Kind, kinds, step

Reader: TypeAlias = Callable[[Item], Any]


class Field(NamedTuple):
    """Something a query can ask an item for. `read` is bound to a plan and gives None where there is no value."""

    name: str
    kind: Kind
    bind: Callable[[Plan], Reader]


def field_of(name: str, project: Project | None) -> Field | None:
    """The field of this name: made from the plan, written in the file, or declared by the project."""
    if name in MADE:
        return MADE[name]
    own = _written(name)
    if project is None or name not in project.fields:
        return own
    if own is None:
        return Field(name, _CUSTOM.get(project.fields[name].type, "text"), lambda _plan: _declared(name))
    # A type that lacks one of our keys may have one of the project's by the same name.
    return Field(name, own.kind, lambda plan: _either(own.bind(plan), _declared(name)))


def field_in(plan: Plan, name: str) -> Field:
    """The field of this name in a plan; one that nothing has where there is none."""
    return field_of(name, plan.project) or Field(name, "text", lambda _plan: lambda _item: None)


def names(project: Project | None) -> tuple[str, ...]:
    """Every field by its name; the parts of a field with parts under their dotted names."""
    own = dict.fromkeys(alias for cls in ITEM_TYPES.values() for alias in _aliases(cls))
    declared = tuple(project.fields) if project is not None else ()
    return (*MADE, *own, *_DOTTED, *declared)


@cache
def _written(name: str) -> Field | None:
    """A field of one of our types, from its annotation; a name with dots goes down into its parts."""
    head, *rest = name.split(".")
    found: set[Kind] = set()
    for cls in ITEM_TYPES.values():
        info = cls.model_fields.get(_aliases(cls).get(head, ""))
        if info is not None:
            found |= kinds(info.annotation, tuple(rest))
    if not found:
        return None
    # `outcome` is a word of an experiment and a group of keys of an epic: what can be compared decides.
    kind = min(found, key=_FIRST.index)
    steps = (head, *rest)
    return Field(name, kind, lambda _plan: _reader(steps))


@cache
def _aliases(cls: type[Item]) -> dict[str, str]:
    """The keys of a type as people write them, with the attributes that hold them."""
    return {info.alias or attribute: attribute for attribute, info in cls.model_fields.items()}


def _reader(steps: tuple[str, ...]) -> Reader:
    head, *rest = steps
    key = f"{head}_" if head in ("with", "schema") else head
    if not rest:
        # vars() is ten times as fast as getattr() where an item's type lacks the field.
        return lambda item: vars(item).get(key)

    def read(item: Item) -> Any:
        value = vars(item).get(key)
        for name in rest:
            if value is None:
                return None
            value = step(value, name)
        return value

    return read


def _declared(name: str) -> Reader:
    """The project's own keys stand under attributes of their own, see model/kinds.py."""
    key = f"own_{name}"
    return lambda item: vars(item).get(key)


def _either(first: Reader, second: Reader) -> Reader:
    def read(item: Item) -> Any:
        value = first(item)
        return second(item) if value is None else value

    return read


def _increment(plan: Plan) -> Reader:
    of = {sprint.id: sprint.increment for sprint in plan.sprints}
    return lambda item: of.get(item.sprint or "")


def _disciplines(item: Item) -> Iterable[str]:
    return tuple(item.estimate)


MADE: dict[str, Field] = {
    field.name: field
    for field in (
        Field("category", "text", lambda plan: plan.category),
        Field("like", "text", lambda plan: plan.like),
        Field("label", "list", lambda _plan: _reader(("labels",))),
        Field("assignee", "text", lambda _plan: _reader(("owner",))),
        Field("person", "list", lambda _plan: lambda item: ((item.owner,) if item.owner else ()) + item.with_),
        Field("discipline", "list", lambda _plan: _disciplines),
        Field("size", "number", lambda _plan: lambda item: item.size),
        Field("increment", "text", _increment),
        Field("blocked_by", "list", lambda plan: lambda item: tuple(other.id for other in plan.blockers(item))),
        Field("children", "list", lambda plan: lambda item: tuple(child.id for child in plan.children(item.id))),
        Field("path", "text", lambda _plan: lambda item: item.path),
        Field("body", "text", lambda _plan: lambda item: item.body.strip()),
    )
}
_FIRST: tuple[Kind, ...] = ("text", "number", "day", "flag", "list", "parts")
_CUSTOM: dict[str, Kind] = {"number": "number", "integer": "number", "boolean": "flag", "date": "day", "list": "list"}
# Not every dotted name, only the ones a wrong name is likely to have meant.
_DOTTED = (
    "wsjf.score", "wsjf.business_value", "wsjf.time_criticality", "wsjf.risk_reduction", "wsjf.job_size",
    "hypothesis.belief", "hypothesis.because", "hypothesis.metric", "hypothesis.baseline", "hypothesis.target.at_least",
    "hypothesis.target.at_most", "hypothesis.data", "outcome.metric", "outcome.baseline", "checkpoints.sprint",
    "provides.team", "provides.name", "provides.version", "provides.schema", "consumers.team", "consumers.version",
)  # fmt: skip
