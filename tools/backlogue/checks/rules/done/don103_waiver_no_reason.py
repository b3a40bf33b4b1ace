"""DON103 waiver-no-reason: a criterion is waived without a reason.

Why: who reads it later must be able to judge whether the reason still holds. Mend: write `reason`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        for name, waiver in item.waivers.items():
            if not waiver.reason.strip():
                message = f"{item.id} waives {name} without a reason"
                yield Finding(item.key_span("waivers", name), message, "add reason: and why it may be left out")


RULE = Rule("DON103", "waiver-no-reason", Severity.ERROR, check)
