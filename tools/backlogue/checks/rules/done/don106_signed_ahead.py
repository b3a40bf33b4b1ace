"""DON106 signed-ahead: a person's word, or a waiver, has a day that is still to come.

Why: nobody has looked at the work on a day that has not been. A slip in the year also makes the item look finished
then, and rules that begin before that day are asked of it.
The day of a plan is that of HEAD, and a change that is being written may be some days younger: a week is let pass.
Mend: write the day on which it was said.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.model import Item
from backlogue.plan import Plan

_LET_PASS = timedelta(days=7)


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        for name, one in item.proofs.items():
            yield from _ahead(plan, item, one.by, one.on, f"vouches for {name}", (*item.proof_place(name), "on"))
        for name, waiver in item.waivers.items():
            yield from _ahead(plan, item, waiver.by, waiver.on, f"waives {name}", ("waivers", name, "on"))


def _ahead(
    plan: Plan, item: Item, by: str | None, on: date | None, verb: str, place: tuple[str | int, ...]
) -> Iterator[Finding]:
    if on is not None and by is not None and on - _LET_PASS > plan.today:
        message = f"{item.id}: {by} {verb} on {on}, which is still to come"
        yield Finding(item.span(*place), message, f"today is {plan.today}: correct the day")


RULE = Rule("DON106", "signed-ahead", Severity.ERROR, check)
