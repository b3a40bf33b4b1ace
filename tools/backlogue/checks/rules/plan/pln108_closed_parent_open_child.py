"""PLN108 closed-parent-open-child: an item is done or dropped while a part of it is still open.

Why: either the whole is not finished, or the part is work that nobody will ask for.
Mend: finish or drop the part, give it another parent, or open the whole again.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import listed
from backlogue.plan import Plan

_NAMED = 5


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.item_by_id.values():
        parts = plan.children(item.id)
        if not parts or plan.category(item) not in ("done", "dropped"):
            continue
        opened = [part for part in parts if plan.is_open(part) and part is not item]
        if opened:
            names = [part.id for part in opened[:_NAMED]]
            if len(opened) > _NAMED:
                names.append(f"{len(opened) - _NAMED} more")
            message = f"{item.id} is {item.status}, but its part{'s' if len(opened) > 1 else ''} {listed(names)}"
            message += " are still open" if len(opened) > 1 else " is still open"
            related = tuple(Related(part.span("status"), f"{part.id} is {part.status}") for part in opened[:_NAMED])
            hint = "finish or drop what is open, move it to another parent, or open this item again"
            yield Finding(item.span("status"), message, hint, related)


RULE = Rule("PLN108", "closed-parent-open-child", Severity.WARNING, check)
