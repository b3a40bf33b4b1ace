"""DON106 signed-ahead: a person's word, or a waiver, has a day that is still to come.

Why: nobody has looked at the work on a day that has not been. A slip in the year also makes the item look finished
then, and rules that begin before that day are asked of it.
The day of a plan is that of HEAD, and a change that is being written may be some days younger: a week is let pass.
Mend: write the day on which it was said.
"""

from collections.abc import Iterator
from datetime import timedelta

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan

_LET_PASS = timedelta(days=7)


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        for key, signed in (("evidence", item.evidence), ("waivers", item.waivers)):
            for name, one in signed.items():
                if one.on is not None and one.by is not None and one.on - _LET_PASS > plan.today:
                    verb = "vouches for" if key == "evidence" else "waives"
                    message = f"{item.id}: {one.by} {verb} {name} on {one.on}, which is still to come"
                    yield Finding(item.span(key, name, "on"), message, f"today is {plan.today}: correct the day")


RULE = Rule("DON106", "signed-ahead", Severity.ERROR, check)
