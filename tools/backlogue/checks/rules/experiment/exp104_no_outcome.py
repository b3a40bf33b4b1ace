"""EXP104 no-outcome: an experiment is done and has no outcome.

Why: an experiment is done when its hypothesis is decided, not when its time is over.
Mend: write `outcome`: validated, invalidated or inconclusive. Each of them is a result.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.model.item import Experiment
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if isinstance(item, Experiment) and item.outcome is None and plan.category(item) == "done":
            target = item.hypothesis.target if item.hypothesis is not None else None
            hint = "add outcome: validated, invalidated or inconclusive"
            if item.result is not None and target is not None and not target.empty:
                said = "validated" if target.met_by(item.result) else "invalidated"
                hint = f"add outcome: {said}, as its result says"
            yield Finding(item.span("status"), f"{item.id} is {item.status} without an outcome", hint)


RULE = Rule("EXP104", "no-outcome", Severity.ERROR, check)
