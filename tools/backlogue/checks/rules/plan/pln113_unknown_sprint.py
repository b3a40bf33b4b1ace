"""PLN113 unknown-sprint: an item is planned in a sprint that no file defines.

Why: it is on no sprint's board and in no sprint's load. Mend: correct the name, or write the sprint below `sprints/`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.model import Item
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    known = plan.sprint_by_id
    for item in plan.items:
        if item.sprint is not None and item.sprint not in known and item.sprint not in plan.claims:
            yield _finding(plan, item, ("sprint",), item.sprint)
        for index, checkpoint in enumerate(item.checkpoints):
            if checkpoint.sprint not in known and checkpoint.sprint not in plan.claims:
                yield _finding(plan, item, ("checkpoints", index, "sprint"), checkpoint.sprint)


def _finding(plan: Plan, item: Item, keys: tuple[str | int, ...], name: str) -> Finding:
    if name in plan.increment_by_id:
        message = f"{name} is an increment; an item is planned in a sprint"
        inside = [sprint.id for sprint in plan.sprints if sprint.increment == name]
        return Finding(item.span(*keys), message, f"write one of {', '.join(inside[:12])}" if inside else None)
    own = [sprint.id for sprint in plan.sprints_of(item.team)] if item.team is not None else []
    hint = suggest(name, [*own, *plan.sprint_by_id], "write a file for it below sprints/")
    return Finding(item.span(*keys), f"no file defines the sprint {name}", hint)


RULE = Rule("PLN113", "unknown-sprint", Severity.ERROR, check)
