"""A plan in; the items that say they are ready or have been started, which definitions of ready are about, out."""

from collections.abc import Iterator

from backlogue.model import Item
from backlogue.plan import Plan


def due(plan: Plan) -> Iterator[Item]:
    """Items in the state `ready`, or in a state of category doing."""
    states = {
        name: {state for state, category in plan.project.workflow(name).states.items() if category == "doing"}
        | {"ready"}
        for name in plan.project.item_types
    }
    return (item for item in plan.items if item.status in states[item.type] and plan.is_open(item))


def undefined(plan: Plan) -> Iterator[Item]:
    """The same, in a project that has no definition of ready of its own and goes by ours."""
    return due(plan) if not plan.project.ready and not plan.project.partial else iter(())
