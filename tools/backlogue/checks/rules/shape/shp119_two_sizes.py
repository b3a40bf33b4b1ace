"""SHP119 two-sizes: an item's points are not the sum of its estimates per discipline.

Why: only the sum counts in every load and chart, so the other number misleads whoever reads it.
Mend: delete `points`, or correct one of the two.
"""

from collections.abc import Iterator
from math import isclose

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        size = item.size
        if item.points is None or size is None or isclose(item.points, size):
            continue
        message = f"{item.id} has {item.points:g} points, and its estimates sum to {size:g}, which is what counts"
        related = (Related(item.span("estimate"), f"{size:g} in sum"),)
        yield Finding(item.span("points"), message, "delete points, or correct one of the two", related)


RULE = Rule("SHP119", "two-sizes", Severity.WARNING, check)
