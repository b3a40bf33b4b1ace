"""EXP112 outcome-unproven: an experiment is validated or invalidated, and the evidence that decides shows no value.

Why: an outcome is read by people who were not there. A run that failed, or was deleted, decides nothing.
Mend: run `backlogue evidence collect`, name a run that shows the value, or write `inconclusive`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.done.hypothesis import deciding, reading
from backlogue.model.item import Experiment
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not isinstance(item, Experiment) or item.outcome not in ("validated", "invalidated"):
            continue
        found = reading(plan, item)
        if found.why and (found.evidence or found.value is None):
            message = f"{item.id} is {item.outcome}, but nothing shows the value that decided: {found.why}"
            hint = "collect the evidence, name a run that shows it, or write inconclusive"
            yield Finding(item.span("evidence", deciding(item)), message, hint)


RULE = Rule("EXP112", "outcome-unproven", Severity.ERROR, check)
