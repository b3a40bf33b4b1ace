"""EXP110 pivot-leads-nowhere: an experiment decides to pivot, and names nothing that it leads to.

Why: a pivot is a new direction; without the item that takes it, it is a stop.
Mend: write the next item and name it under `leads_to`, or decide `kill`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.model.item import Experiment
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if isinstance(item, Experiment) and item.decision == "pivot" and not item.leads_to:
            waiting = ", ".join(other.id for other in plan.dependents(item.id))
            hint = f"add leads_to: [{waiting}], which waits for it" if waiting else "add leads_to:, or decide kill"
            yield Finding(item.span("decision"), f"{item.id} decides to pivot and leads to nothing", hint)


RULE = Rule("EXP110", "pivot-leads-nowhere", Severity.WARNING, check)
