"""SPR102 bad-dates: a sprint or increment ends before it starts.

Why: nothing can be planned in it, and every figure about it is wrong. Mend: correct `start` or `end`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.model import Increment, Sprint
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    both: tuple[Sprint | Increment, ...] = (*plan.sprints, *plan.increments)
    for entry in both:
        if entry.end < entry.start:
            message = f"{entry.id} ends on {entry.end}, before it starts on {entry.start}"
            starts = (Related(entry.span("start"), "starts here"),)
            yield Finding(entry.span("end"), message, "correct start or end; both days belong to it", starts)


RULE = Rule("SPR102", "bad-dates", Severity.ERROR, check)
