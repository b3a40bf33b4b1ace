"""DON104 waiver-expired: a waiver was given until a day that is past, and its criterion is still not met.

Why: the exception was agreed for a time. For an item that is done this is an error, for an open one a warning.
Mend: meet the criterion and name the evidence, or agree on a new day with a new reason.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.done.entry import entry_verdict
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not item.waivers or plan.category(item) == "dropped":
            continue
        for name, waiver in item.waivers.items():
            if waiver.until is None or waiver.until >= plan.today:
                continue
            if entry_verdict(plan, item, name).mark == "pass":
                continue
            message = f"{item.id} waives {name} only until {waiver.until}"
            severity = Severity.ERROR if plan.category(item) == "done" else Severity.WARNING
            hint = "meet it and name the evidence, or agree on a new day with a reason"
            yield Finding(item.span("waivers", name, "until"), message, hint, severity=severity)


RULE = Rule("DON104", "waiver-expired", Severity.ERROR, check)
