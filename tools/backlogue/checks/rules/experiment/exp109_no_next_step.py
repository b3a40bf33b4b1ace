"""EXP109 no-next-step: an experiment is done and inconclusive, and nothing follows from it.

Why: not knowing is no reason to stop in silence; either one looks again or one decides to let it go.
Mend: name the next item under `leads_to`, or decide `kill`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.model.item import Experiment
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not isinstance(item, Experiment) or item.outcome != "inconclusive" or item.leads_to:
            continue
        # A pivot that leads nowhere has a rule of its own; an open experiment is its own next step.
        if item.decision not in ("kill", "pivot") and plan.category(item) == "done":
            waiting = ", ".join(other.id for other in plan.dependents(item.id))
            hint = f"add leads_to: [{waiting}], which waits for it" if waiting else "add leads_to:, or decide kill"
            yield Finding(item.span("outcome"), f"{item.id} is inconclusive and leads to nothing", hint)


RULE = Rule("EXP109", "no-next-step", Severity.WARNING, check)
