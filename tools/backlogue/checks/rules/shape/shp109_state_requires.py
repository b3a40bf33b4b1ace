"""SHP109 state-requires: an item is in a state and lacks what the workflow requires there.

Why: the team agreed that nothing enters this state without it.
Mend: add what is missing, or move the item back; the words are `requires` of the workflow in `backlogue.yaml`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.need import lacking, way_out
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import listed
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    required = {name: plan.project.workflow(name).requires for name in plan.project.item_types}
    if not any(required.values()):
        return
    for item in plan.items:
        words = required[item.type].get(item.status)
        if words and (missing := lacking(item, words)):
            message = f"{item.id} is {item.status} without {listed(missing)}, which its workflow requires there"
            yield Finding(item.span("status"), message, "; ".join(way_out(word) for word in missing))


RULE = Rule("SHP109", "state-requires", Severity.ERROR, check)
