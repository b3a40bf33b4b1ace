"""SHP105 unknown-priority: an item's priority is not one of the project's.

Why: it cannot be put in order with the others. Mend: write one of `priorities` in `backlogue.yaml`;
without that key they are highest, high, medium, low and lowest.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    known = frozenset(plan.project.priorities)
    for item in plan.items:
        if item.priority is not None and item.priority not in known:
            hint = suggest(item.priority, plan.project.priorities)
            yield Finding(item.span("priority"), f"{item.priority!r} is no priority of this project", hint)


RULE = Rule("SHP105", "unknown-priority", Severity.ERROR, check)
