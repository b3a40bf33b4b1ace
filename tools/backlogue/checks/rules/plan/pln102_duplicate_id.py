"""PLN102 duplicate-id: two files define the same id.

Why: whatever refers to it may mean either; only the first in path order takes part in the plan.
Mend: give one of them the next free id; an id is never used twice.
"""

from collections.abc import Iterator, Sequence

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.model import Entry
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    yield from _twice(plan.items, len(plan.item_by_id))
    # Sprints and increments share their names: an item's history or a page may be about either.
    spans: tuple[Entry, ...] = (*plan.sprints, *plan.increments)
    yield from _twice(spans, len(plan.sprint_by_id.keys() | plan.increment_by_id))


def _twice(entries: Sequence[Entry], different: int) -> Iterator[Finding]:
    if len(entries) == different:
        return
    first: dict[str, Entry] = {}
    for entry in entries:
        other = first.setdefault(entry.id, entry)
        if other is not entry:
            message = f"{entry.id} is defined twice, here and in {other.path}"
            hint = "give the newer of the two an id that is free"
            yield Finding(entry.span("id"), message, hint, (Related(other.span("id"), "defined here too"),))


RULE = Rule("PLN102", "duplicate-id", Severity.ERROR, check)
