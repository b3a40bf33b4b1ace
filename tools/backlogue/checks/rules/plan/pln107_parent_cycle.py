"""PLN107 parent-cycle: items are parts of each other in a ring.

Why: none of them is the whole, so none has a place in the tree. Mend: take the wrong `parent` out.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan
from backlogue.plan.graph import cycles

_LONGEST = 40


def check(plan: Plan) -> Iterator[Finding]:
    known = plan.item_by_id
    edges = {
        item.id: [item.parent]
        for item in known.values()
        if item.parent is not None and item.parent != item.id and item.parent in known
    }
    for ring in cycles(edges):
        shown = ring if len(ring) <= _LONGEST else (*ring[:_LONGEST], f"… {len(ring) - _LONGEST:,} more …")
        related = tuple(
            Related(known[one].span("parent"), f"{one} is a part of {known[one].parent}") for one in ring[1:_LONGEST]
        )
        message = f"{' → '.join((*shown, ring[0]))} are parts of each other in a ring"
        yield Finding(known[ring[0]].span("parent"), message, "take out the parent that is wrong", related)


RULE = Rule("PLN107", "parent-cycle", Severity.ERROR, check)
