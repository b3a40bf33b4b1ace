"""A plan's definitions of done and an item in; the criteria that are asked of it out."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from backlogue.model import Item, Project
from backlogue.model.project import Criterion, Done
from backlogue.plan import Plan
from backlogue.plan.query import QueryError, compile_query


class Standard(NamedTuple):
    """A definition of done by its name, and whether it applies to an item."""

    name: str
    done: Done
    applies: Callable[[Item], bool]


class Asked(NamedTuple):
    """A criterion that applies to an item, and the definition of done that asks for it."""

    definition: str
    name: str
    criterion: Criterion


def standards(plan: Plan) -> tuple[Standard, ...]:
    """The project's definitions of done, ready to be asked about any item of the plan.

    A definition whose query is wrong is left out: that query is a finding of its own.
    """
    found = []
    for name, done in plan.project.done.items():
        try:
            found.append(Standard(name, done, compile_query(done.for_, plan.project).test(plan)))
        except QueryError:
            continue
    return tuple(found)


def asked_of(among: Iterable[Standard], item: Item) -> tuple[Asked, ...]:
    """Every criterion that applies to an item, in the order of `backlogue.yaml`; a name asked for twice counts once."""
    found: dict[str, Asked] = {}
    for standard in among:
        if standard.applies(item):
            for name, criterion in standard.done.criteria.items():
                found.setdefault(name, Asked(standard.name, name, criterion))
    return tuple(found.values())


def known_criteria(project: Project) -> dict[str, Criterion]:
    """All criteria of all definitions by name; of two by one name the first."""
    found: dict[str, Criterion] = {}
    for done in project.done.values():
        for name, criterion in done.criteria.items():
            found.setdefault(name, criterion)
    return found
