"""PLN109 waits-on-dropped: an open item waits for one that was dropped.

Why: what it waits for will never be done. Mend: take the dependency out, drop the item too,
or take the dropped work up again.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not item.depends_on or not plan.is_open(item):
            continue
        for wanted in dict.fromkeys(item.depends_on):
            other = plan.item_by_id.get(wanted)
            if other is not None and other is not item and plan.category(other) == "dropped":
                place = next(span for span, text in item.written("depends_on") if text == wanted)
                related = (Related(other.span("status"), f"{wanted} is {other.status}"),)
                hint = "take it out of depends_on, or name what replaces it"
                yield Finding(place, f"{item.id} waits for {wanted}, which was dropped", hint, related)


RULE = Rule("PLN109", "waits-on-dropped", Severity.ERROR, check)
