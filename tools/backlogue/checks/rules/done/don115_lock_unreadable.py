"""DON115 lock-unreadable: a lock beside an item cannot be read.

Why: nothing that it kept counts, so criteria that it proved are open again.
Mend: take the version of git that could be read, or delete the lock and collect again. After a merge conflict in a
lock, take either side and collect again.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity, Span
from backlogue.checks.rule import Rule
from backlogue.model.lock import Unreadable
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for path in sorted(plan.proofs.paths):
        lock = plan.proofs.lock(path)
        if isinstance(lock, Unreadable):
            yield Finding(Span(path, lock.line), f"this lock {lock.message}", lock.mend)


RULE = Rule("DON115", "lock-unreadable", Severity.ERROR, check)
