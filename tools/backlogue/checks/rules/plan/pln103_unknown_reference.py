"""PLN103 unknown-reference: a parent, a related item or an item of a sprint that no file defines.

Why: what hangs on it is lost from trees, burndowns and objectives.
Mend: correct the id, or write the item. (For `depends_on` see PLN101.)
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.model import Entry, Increment, Sprint
from backlogue.model.item import Experiment
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if item.parent is not None and item.parent not in plan:
            yield _finding(plan, item, ("parent",), item.parent, f"is a part of {item.parent}")
        for index, wanted in enumerate(item.relates_to):
            if wanted not in plan:
                yield _finding(plan, item, ("relates_to", index), wanted, f"relates to {wanted}")
        if isinstance(item, Experiment):
            for index, wanted in enumerate(item.leads_to):
                if wanted not in plan:
                    yield _finding(plan, item, ("leads_to", index), wanted, f"leads to {wanted}")
    for sprint in plan.sprints:
        yield from _sprint(plan, sprint)
    for increment in plan.increments:
        yield from _increment(plan, increment)


def _sprint(plan: Plan, sprint: Sprint) -> Iterator[Finding]:
    for wanted in sprint.commitment.items if sprint.commitment is not None else ():
        if wanted not in plan:
            yield _finding(plan, sprint, ("commitment", "items", wanted), wanted, f"{sprint.id} commits to {wanted}")
    for wanted in sprint.delivered or ():
        if wanted not in plan:
            yield _finding(plan, sprint, ("delivered", wanted), wanted, f"{sprint.id} delivered {wanted}")
    for index, change in enumerate(sprint.changes):
        if change.add is not None and change.add not in plan:
            yield _finding(plan, sprint, ("changes", index, "add"), change.add, f"{sprint.id} adds {change.add}")
        if change.remove is not None and change.remove not in plan:
            keys = ("changes", index, "remove")
            yield _finding(plan, sprint, keys, change.remove, f"{sprint.id} removes {change.remove}")


def _increment(plan: Plan, increment: Increment) -> Iterator[Finding]:
    for index, objective in enumerate(increment.objectives):
        for at, wanted in enumerate(objective.items):
            if wanted not in plan:
                keys = ("objectives", index, "items", at)
                yield _finding(plan, increment, keys, wanted, f"an objective of {increment.id} needs {wanted}")


def _finding(plan: Plan, entry: Entry, keys: tuple[str | int, ...], wanted: str, says: str) -> Finding:
    place = entry.key_span(*keys) if keys[-1] == wanted else entry.span(*keys)
    return Finding(place, f"{says}, which no file defines", plan.nearest_id(wanted, entry.id))


RULE = Rule("PLN103", "unknown-reference", Severity.ERROR, check)
