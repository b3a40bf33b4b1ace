"""DON101 open-checkbox: an item is done with an open box under its acceptance criteria.

Why: either the criterion does not hold, or nobody looked; a reader cannot tell which.
Mend: tick the box, take a criterion back that no longer applies, or reopen the item.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan

# More open boxes than these are counted, not shown.
_SHOWN = 8


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        # Most bodies have no open box at all; the outline of the others is worth making.
        if plan.category(item) != "done" or "[ ]" not in item.record.text:
            continue
        left = [box for box in item.acceptance if not box.done]
        if left:
            boxes = "one acceptance criterion is" if len(left) == 1 else f"{len(left)} acceptance criteria are"
            places = [item.record.line_span(box.line, box.column) for box in left[:_SHOWN]]
            related = (*(Related(place, "open too") for place in places[1:]), Related(item.span("status"), "done here"))
            hint = "tick what holds, or reopen the item"
            yield Finding(places[0], f"{item.id} is {item.status}, and {boxes} open", hint, related)


RULE = Rule("DON101", "open-checkbox", Severity.ERROR, check)
