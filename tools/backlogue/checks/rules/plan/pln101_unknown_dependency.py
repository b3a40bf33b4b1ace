"""PLN101 unknown-dependency: an item waits for an id that no file defines.

Why: it could never start. Mend: correct the id, or write the item it waits for.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        for wanted in item.depends_on:
            if wanted not in plan:
                place = next(span for span, text in item.written("depends_on") if text == wanted)
                yield Finding(place, f"depends on {wanted}, which no file defines", plan.nearest_id(wanted, item.id))


RULE = Rule("PLN101", "unknown-dependency", Severity.ERROR, check)
