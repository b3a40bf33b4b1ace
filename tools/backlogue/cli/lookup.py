"""Ids from the command line in; what they name out, or a wrong argument with the nearest right one."""

from collections.abc import Iterable

import click

from backlogue.base import nearest
from backlogue.model import Item, Sprint
from backlogue.plan import Plan


def sprint_named(plan: Plan, sprint_id: str) -> Sprint:
    """The sprint of an id that one file defines."""
    found = [one for one in plan.sprints if one.id == sprint_id]
    if not found:
        raise click.UsageError(f"There is no sprint {_spelt(sprint_id)}{_why(plan, sprint_id, plan.sprint_by_id)}")
    _once([one.path for one in found], sprint_id)
    return found[0]


def items_named(plan: Plan, item_ids: Iterable[str]) -> list[Item]:
    """The items of ids that one file each defines, every one once, in the order given."""
    found = []
    for item_id in dict.fromkeys(item_ids):
        same = [one for one in plan.items if one.id == item_id]
        if not same:
            raise click.UsageError(f"There is no item {_spelt(item_id)}{_why(plan, item_id, plan.item_by_id)}")
        _once([one.path for one in same], item_id)
        found.append(same[0])
    return found


def person_named(plan: Plan, name: str | None) -> str | None:
    """A person whom the teams know, where every team says who is in it."""
    if name is not None and plan.knows_people and name not in plan.project.people:
        close = nearest(name, plan.project.people)
        known = f"Did you mean {close}?" if close else f"One of {', '.join(sorted(plan.project.people))}."
        raise click.UsageError(f"Nobody is called {name!r}. {known}")
    return name


def _once(paths: list[str], wanted: str) -> None:
    if len(paths) > 1:
        raise click.UsageError(f"{wanted} is defined more than once: {', '.join(paths)}")


def _spelt(name: str) -> str:
    """A name as it was given; an empty one, as of a variable of a script that is not set, is made to be seen."""
    return name if name.strip() else repr(name)


def _why(plan: Plan, wanted: str, known: Iterable[str]) -> str:
    if wanted in plan.claims:
        return f" that can be read: run backlogue check {plan.claims[wanted]}"
    close = nearest(wanted, known)
    return f" here. Did you mean {close}?" if close else " here."
