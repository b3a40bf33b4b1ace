"""SHP104 unknown-status: an item's status is no state of the workflow its type follows.

Why: it is then neither open nor done, and drops out of boards and counts.
Mend: write one of the workflow's states, or declare the state under `workflows` in `backlogue.yaml`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    flows = {name: plan.project.workflow(name).states for name in plan.project.item_types}
    for item in plan.items:
        states = flows[item.type]
        # A workflow without any state is the fault of backlogue.yaml, not of each item.
        if states and item.status not in states:
            message = f"{item.status!r} is no state of the workflow that {item.type} follows"
            yield Finding(item.span("status"), message, suggest(item.status, states))


RULE = Rule("SHP104", "unknown-status", Severity.ERROR, check)
