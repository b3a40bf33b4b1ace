"""EXP102 no-timebox: an experiment or spike is started or committed without a time-box.

Why: looking for an answer has no natural end; only a limit set before makes it plannable.
Mend: write `timebox:` with the working days it may take.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.model.item import Experiment, Spike
from backlogue.plan import Plan
from backlogue.plan.load import promised


def check(plan: Plan) -> Iterator[Finding]:
    committed = promised(plan)
    for item in plan.items:
        if not isinstance(item, Experiment | Spike) or item.timebox is not None or not plan.is_open(item):
            continue
        sprint = committed.get(item.id)
        if plan.category(item) != "todo" or sprint is not None:
            when = f"is {item.status}" if plan.category(item) != "todo" else f"is committed in {sprint}"
            hint = "add timebox: and the working days it may take"
            yield Finding(item.span("id"), f"{item.id} {when} without a timebox", hint)


RULE = Rule("EXP102", "no-timebox", Severity.ERROR, check)
