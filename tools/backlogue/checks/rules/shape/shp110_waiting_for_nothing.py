"""SHP110 waiting-for-nothing: work has stopped and the item does not say why.

Why: a reason that nobody wrote down is a reason that nobody removes.
Mend: write `waiting_for:` and whom or what it waits for.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    # Where the workflow itself requires the reason, SHP109 says so.
    flows = {name: plan.project.workflow(name) for name in plan.project.item_types}
    stops = {
        name: {state for state, category in flow.states.items() if category == "waiting"}
        - {state for state, words in flow.requires.items() if "waiting_for" in words}
        for name, flow in flows.items()
    }
    for item in plan.items:
        if item.status in stops[item.type] and not (item.waiting_for or "").strip():
            message = f"{item.id} is {item.status} and does not say what it waits for"
            yield Finding(item.span("status"), message, "add waiting_for: and whom or what it waits for")


RULE = Rule("SHP110", "waiting-for-nothing", Severity.WARNING, check)
