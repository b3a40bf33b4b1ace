"""DON114 evidence-not-collected: an item in review names a source, and nothing is recorded of what it says.

Why: a reviewer, and CI, judge from what is recorded; nobody asks a server then.
Mend: run `backlogue evidence collect` and commit the lock it writes beside the item.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.proven import unfinished
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for one in unfinished(plan):
        if one.verdict.reason == "not-collected" and one.reviewed:
            hint = f'run: backlogue evidence collect "id = {one.item.id}"'
            yield Finding(one.span, f"{one.item.id}: {one.name}: {one.verdict.words}", hint)


RULE = Rule("DON114", "evidence-not-collected", Severity.WARNING, check)
