"""DON116 lock-edited: a lock was changed by something else than `backlogue evidence collect`.

Why: a lock says what a source said. Its digest no longer fits, so nothing in it counts.
The digest finds slips and merges gone wrong; somebody who forges a lock can forge it too. `backlogue evidence verify`,
run where the sources can be reached, finds that.
Mend: collect again.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity, Span
from backlogue.checks.rule import Rule
from backlogue.model.lock import Lock
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for path in sorted(plan.proofs.paths):
        lock = plan.proofs.lock(path)
        if isinstance(lock, Lock) and not lock.untouched:
            hint = f'run: backlogue evidence collect "id = {lock.item}"'
            yield Finding(Span(path), "this lock was edited by hand: its digest does not fit", hint)


RULE = Rule("DON116", "lock-edited", Severity.ERROR, check)
