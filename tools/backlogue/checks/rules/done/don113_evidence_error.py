"""DON113 evidence-error: when the evidence of an item in work was collected, asking its source went wrong.

Why: that says nothing about the work, and the criterion stays open. Mend: correct the reference, the credentials or
the network, as the sentence says, and collect again.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.proven import unfinished
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for one in unfinished(plan):
        if one.verdict.mark == "error":
            hint = f'then run: backlogue evidence collect "id = {one.item.id}"'
            yield Finding(one.span, f"{one.item.id}: {one.name} could not be read: {one.verdict.words}", hint)


RULE = Rule("DON113", "evidence-error", Severity.WARNING, check)
