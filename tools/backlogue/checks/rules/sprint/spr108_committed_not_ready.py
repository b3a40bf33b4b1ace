"""SPR108 committed-not-ready: a sprint commits to an item that is not ready.

Why: what is still unclear on the first day is found out on the last. An item counts as not ready when its
workflow has a state `ready` and the item is in another state that comes before work starts.
Mend: make it ready and move it to `ready`, or take it out of the commitment.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan
from backlogue.plan.load import standing


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    for sprint in plan.sprints:
        for item_id in standing(plan, sprint):
            item = plan.item_by_id.get(item_id)
            if item is None or item.status == "ready" or plan.category(item) != "todo":
                continue
            if plan.project.workflow(item.type).category("ready") == "todo":
                message = f"{sprint.id} commits to {item_id}, which is still {item.status}, not ready"
                hint = "make it ready, or take it out of the commitment"
                related = (Related(sprint.span("commitment", "items", item_id), "committed here"),)
                yield Finding(item.span("status"), message, hint, related)


RULE = Rule("SPR108", "committed-not-ready", Severity.ERROR, check)
