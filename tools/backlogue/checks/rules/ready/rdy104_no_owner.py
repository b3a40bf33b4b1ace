"""RDY104 no-owner: work on an item has started and nobody is accountable for it.

Only in a project without definitions of ready of its own; initiatives, epics, risks and contracts are left out.

Why: what belongs to everybody is finished by nobody. Mend: write `owner:`; helpers stand under `with:`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.rules.ready._due import undefined
from backlogue.model import Item
from backlogue.plan import Plan

_WORK = ("story", "bug", "spike", "experiment", "task")


def check(plan: Plan) -> Iterator[Finding]:
    work = {name for name, like in plan.project.item_types.items() if like in _WORK}
    for item in undefined(plan):
        if item.owner is None and item.type in work and plan.category(item) == "doing" and not _required(plan, item):
            yield Finding(item.span("status"), f"{item.id} is {item.status} and has no owner", "add owner:")


def _required(plan: Plan, item: Item) -> bool:
    """Whether the workflow asks for an owner too; SHP109 says so then."""
    return "owner" in plan.project.workflow(item.type).requires.get(item.status, ())


RULE = Rule("RDY104", "no-owner", Severity.WARNING, check)
