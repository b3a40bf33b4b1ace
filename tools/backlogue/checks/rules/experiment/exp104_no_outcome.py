"""EXP104 no-outcome: an experiment is done and has no outcome.

Why: an experiment is done when its hypothesis is decided, not when its time is over.
Mend: write `outcome`: validated, invalidated or inconclusive. Each of them is a result.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.done.hypothesis import computed, reading
from backlogue.model.item import Experiment
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if isinstance(item, Experiment) and item.outcome is None and plan.category(item) == "done":
            said = computed(plan, item)
            hint = f"add outcome: {said or 'validated, invalidated or inconclusive'}"
            if said is not None:
                hint += ", as its evidence says" if reading(plan, item).evidence else ", as its result says"
            yield Finding(item.span("status"), f"{item.id} is {item.status} without an outcome", hint)


RULE = Rule("EXP104", "no-outcome", Severity.ERROR, check)
