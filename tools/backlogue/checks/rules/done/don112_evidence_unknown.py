"""DON112 evidence-unknown: the recorded evidence of an item in review cannot tell whether a criterion is met.

Why: a run that has not finished, data that was not there, or an entry without a threshold proves nothing either way.
Mend: let the run finish, or fetch the data, then collect again; or complete the entry.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.proven import unfinished
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for one in unfinished(plan):
        if one.verdict.mark == "unknown" and one.verdict.reason != "not-collected" and one.reviewed:
            again = f'then run: backlogue evidence collect "id = {one.item.id}"'
            # What is locked is judged by the threshold that is written now.
            hint = None if one.verdict.reason == "no-threshold" else again
            yield Finding(one.span, f"{one.item.id}: {one.name} is unknown: {one.verdict.words}", hint)


RULE = Rule("DON112", "evidence-unknown", Severity.WARNING, check)
