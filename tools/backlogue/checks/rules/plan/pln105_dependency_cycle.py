"""PLN105 dependency-cycle: items wait for each other in a ring.

Why: none of them can start before the others are done.
Mend: take one arrow of the ring out, often by splitting the item it leaves from.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity, Span
from backlogue.checks.rule import Rule
from backlogue.plan import Plan
from backlogue.plan.graph import cycles

# A ring with more items is told by its two ends.
_LONGEST = 40


def check(plan: Plan) -> Iterator[Finding]:
    # An item that waits for itself alone is PLN104's.
    edges = {here: [other for other in others if other != here] for here, others in plan.dependency_edges.items()}
    for ring in cycles(edges):
        steps = list(zip(ring, (*ring[1:], ring[0]), strict=True))
        message = f"{_told(ring)} wait for each other in a ring"
        related = tuple(Related(_place(plan, a, b), f"{a} waits for {b}") for a, b in steps[1:_LONGEST])
        hint = "take one of these dependencies out, or split the item it leaves from"
        yield Finding(_place(plan, *steps[0]), message, hint, related)


def _place(plan: Plan, item_id: str, wanted: str) -> Span:
    return next(span for span, text in plan.item_by_id[item_id].written("depends_on") if text == wanted)


def _told(ring: tuple[str, ...]) -> str:
    """The ring's whole path, back to where it began."""
    path = [*ring, ring[0]]
    if len(ring) > _LONGEST:
        half = _LONGEST // 2
        path[half:-half] = [f"… {len(ring) - _LONGEST:,} more …"]
    return " → ".join(path)


RULE = Rule("PLN105", "dependency-cycle", Severity.ERROR, check)
