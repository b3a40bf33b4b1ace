"""PLN107 parent-cycle: items are parts of each other in a ring.

Why: none of them is the whole, so none has a place in the tree. Mend: take the wrong `parent` out.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan

_LONGEST = 40


def check(plan: Plan) -> Iterator[Finding]:
    known = plan.item_by_id
    for ring in _rings({item.id: item.parent for item in known.values() if item.parent is not None}):
        shown = ring if len(ring) <= _LONGEST else (*ring[:_LONGEST], f"… {len(ring) - _LONGEST:,} more …")
        related = tuple(
            Related(known[one].span("parent"), f"{one} is a part of {known[one].parent}") for one in ring[1:_LONGEST]
        )
        message = f"{' → '.join((*shown, ring[0]))} are parts of each other in a ring"
        yield Finding(known[ring[0]].span("parent"), message, "take out the parent that is wrong", related)


def _rings(parents: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Every ring of two or more; as each has one parent, a walk up either ends or runs into one."""
    settled: set[str] = set()
    for start in parents:
        way: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in settled:
            settled.add(here)
            way[here] = None
            here = parents.get(here)
        if here in way:
            met = list(way)
            ring = met[met.index(here) :]
            if len(ring) > 1:
                first = ring.index(min(ring))
                yield (*ring[first:], *ring[:first])


RULE = Rule("PLN107", "parent-cycle", Severity.ERROR, check)
