"""SPR113 commitment-differs: a running sprint's commitment and its items disagree, and no change says why.

Why: a commitment that changes in silence is none. Both ways count: an item committed to that is planned
elsewhere, and one that joined after the commitment. Parts of a committed item need no entry of their own.
Mend: record the change with its reason under `changes`, or correct the item's `sprint`.
"""

from collections.abc import Iterator, Mapping

from backlogue.base import Finding, Related, Severity, Span
from backlogue.checks.rule import Rule
from backlogue.model import Item, Sprint
from backlogue.plan import Plan
from backlogue.plan.load import closed, scope


def check(plan: Plan) -> Iterator[Finding]:
    for sprint in plan.sprints:
        if sprint.commitment is None or sprint.end < plan.today or closed(sprint):
            continue
        taken = scope(plan, sprint)
        yield from _left(plan, sprint, taken)
        yield from _joined(plan, sprint, taken)


def _left(plan: Plan, sprint: Sprint, taken: Mapping[str, float]) -> Iterator[Finding]:
    for item_id in taken:
        item = plan.item_by_id.get(item_id)
        if item is None or item.sprint == sprint.id or any(one.sprint == sprint.id for one in item.checkpoints):
            continue
        if any(child.sprint == sprint.id for child in plan.children(item_id)):
            continue
        says = "names no sprint" if item.sprint is None else f"says sprint {item.sprint}"
        hint = f"write sprint: {sprint.id} in {item_id}, or record {{remove: {item_id}}} under changes"
        related = (Related(item.span("sprint" if item.sprint else "id"), f"{item_id} {says}"),)
        yield Finding(_listed(sprint, item_id), f"{sprint.id} commits to {item_id}, which {says}", hint, related)


def _joined(plan: Plan, sprint: Sprint, taken: Mapping[str, float]) -> Iterator[Finding]:
    removed = {change.remove for change in sprint.changes}
    for item in plan.planned_in(sprint.id):
        if item.id in taken or plan.category(item) == "dropped" or _belongs(plan, item, taken):
            continue
        if item.id in removed:
            message = f"was taken out of {sprint.id}, and its file still names that sprint"
            hint = "delete the line, or name another sprint"
        else:
            message = f"is planned in {sprint.id}, whose commitment and changes do not list it"
            hint = f"record {{add: {item.id}}} with its reason under changes of {sprint.id}"
        related = (Related(sprint.key_span("commitment"), "the commitment"),)
        yield Finding(item.span("sprint"), f"{item.id} {message}", hint, related)


def _belongs(plan: Plan, item: Item, taken: Mapping[str, float]) -> bool:
    """Whether it adds no points of its own to something taken on: a part of it, or the whole whose parts are."""
    return not item.size and any(one.id in taken for one in (*plan.ancestors(item), *plan.children(item.id)))


def _listed(sprint: Sprint, item_id: str) -> Span:
    for index, change in enumerate(sprint.changes):
        if change.add == item_id:
            return sprint.span("changes", index, "add")
    return sprint.key_span("commitment", "items", item_id)


RULE = Rule("SPR113", "commitment-differs", Severity.ERROR, check)
