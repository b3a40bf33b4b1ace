"""PLN110 dependency-later: an item is planned before what it waits for.

It fires when the other item's sprint starts after the item's own sprint starts and ends after it ends, and both
items are open. A sprint that is over is not looked at; an item that its sprint has committed to is SPR109's.

Why: the item cannot be finished in its sprint. Mend: move one of the two, or take the dependency out.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan
from backlogue.plan.load import standing


def check(plan: Plan) -> Iterator[Finding]:
    coming = {name: sprint for name, sprint in plan.sprint_by_id.items() if sprint.end >= plan.today}
    for item in plan.items:
        if not item.depends_on or item.sprint not in coming or not plan.is_open(item):
            continue
        mine = coming[item.sprint]
        for wanted in dict.fromkeys(item.depends_on):
            other = plan.item_by_id.get(wanted)
            if other is None or other.sprint not in coming or not plan.is_open(other):
                continue
            theirs = coming[other.sprint]
            if theirs.start > mine.start and theirs.end > mine.end and item.id not in standing(plan, mine):
                place = next(span for span, text in item.written("depends_on") if text == wanted)
                message = (
                    f"{item.id} is planned in {mine.id} and waits for {wanted},"
                    f" which is planned in {theirs.id} from {theirs.start}"
                )
                hint = f"plan {wanted} in {mine.id} or earlier, or {item.id} in {theirs.id} or later"
                yield Finding(place, message, hint, (Related(other.span("sprint"), f"{wanted} is planned here"),))


RULE = Rule("PLN110", "dependency-later", Severity.ERROR, check)
