"""DON119 evidence-suspect: a file that the evidence of an item in work depends on has changed since it was collected.

Why: what was measured is not what is there now. Files are those under `covers`, the entry's `data`, and the file that
it names; for a run that says on which commit it ran, they are compared with that commit.
Mend: run again what was measured, and collect; or take the file out of `covers` if it does not matter.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.proven import unfinished
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import listed
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for one in unfinished(plan):
        if one.verdict.suspect:
            hint = f'measure again, then run: backlogue evidence collect "id = {one.item.id}"'
            message = f"{one.item.id}: {one.name} is suspect, for {listed(one.verdict.suspect)} changed since"
            yield Finding(one.span, message, hint)


RULE = Rule("DON119", "evidence-suspect", Severity.WARNING, check)
