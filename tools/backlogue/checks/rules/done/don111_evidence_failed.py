"""DON111 evidence-failed: the recorded evidence of an item in work says that a criterion is not met.

Why: who takes the item up should know it before it is called done. In the last state before done this is a warning,
earlier a remark; for an item that is done, DON102 makes it an error.
Mend: go on working, name another run, or waive the criterion with a reason.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.proven import unfinished
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for one in unfinished(plan):
        if one.verdict.mark == "fail":
            severity = None if one.reviewed else Severity.INFO
            yield Finding(one.span, f"{one.item.id}: {one.name} fails: {one.verdict.words}", severity=severity)


RULE = Rule("DON111", "evidence-failed", Severity.WARNING, check)
