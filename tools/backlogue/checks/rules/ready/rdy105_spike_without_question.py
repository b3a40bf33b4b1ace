"""RDY105 spike-without-question: a spike is ready or started and has no question, or is ready without a time-box.

Only in a project without definitions of ready of its own. (For a started spike without a time-box see EXP102.)

Why: without a question nobody knows when it is answered; without a limit it ends when people are tired of it.
Mend: add `question:`, and `timebox:` in working days.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.rules.ready._due import undefined
from backlogue.checks.suggest import listed
from backlogue.model.item import Spike
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in undefined(plan):
        if not isinstance(item, Spike):
            continue
        missing = ["question"] if item.question is None else []
        if item.timebox is None and plan.category(item) == "todo":
            missing.append("timebox")
        if missing:
            message = f"{item.id} is {item.status} and has no {listed(missing, 'and no')}"
            yield Finding(item.span("status"), message, "; ".join(f"add {word}:" for word in missing))


RULE = Rule("RDY105", "spike-without-question", Severity.WARNING, check)
