"""DON117 lock-orphan: a lock keeps evidence for an item that is not beside it, or for an entry that is gone.

Why: it proves nothing any more, and a reader may believe it does.
Mend: move the lock beside its item, or delete it; an entry that is gone goes with the next collecting.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity, Span
from backlogue.checks.rule import Rule
from backlogue.model.lock import Lock
from backlogue.plan import Plan
from backlogue.plan.proofs import ENDING, lock_path


def check(plan: Plan) -> Iterator[Finding]:
    if not plan.proofs.paths:
        return
    beside = {lock_path(item.path, item.id): item for item in plan.items}
    for path in sorted(plan.proofs.paths):
        named = path.rpartition("/")[2].removesuffix(ENDING)
        item, lock = beside.get(path), plan.proofs.lock(path)
        if item is None:
            # A file that could not be built may be the one it belongs to.
            if named not in plan.claims:
                yield Finding(Span(path), f"no item {named} is beside this lock", _way_out(plan, named))
        elif isinstance(lock, Lock) and lock.item != item.id:
            yield Finding(Span(path), f"this lock is of {lock.item}, and stands as that of {item.id}", "delete it")
        elif isinstance(lock, Lock):
            for name in lock.entries:
                if name not in item.proofs:
                    hint = f'run: backlogue evidence collect "id = {item.id}", or delete the lock'
                    place = Span(path, lock.lines.get(name, 1))
                    yield Finding(place, f"{item.id} names no evidence for {name} any more", hint)


def _way_out(plan: Plan, named: str) -> str:
    item = plan.item_by_id.get(named) or plan.former.get(named)
    if item is None:
        return "delete it"
    return f"move it to {lock_path(item.path, item.id)}" if item.id == named else f"delete it, and collect {item.id}"


RULE = Rule("DON117", "lock-orphan", Severity.WARNING, check)
