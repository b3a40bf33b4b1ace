"""CHG102 reopened-without-reason: an item that was done or dropped is open again, and nothing says why.

Why: reports and forecasts have counted it; whoever reads them later must be able to see what happened.
Mend: add an entry under reopened: with the day and the reason.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import PlanChange, Rule


def check(change: PlanChange) -> Iterator[Finding]:
    for one in change.difference.items:
        old, new = change.before.item_by_id.get(one.id), change.after.item_by_id.get(one.id)
        if old is None or new is None or change.before.category(old) not in ("done", "dropped"):
            continue
        if change.after.is_open(new) and len(new.reopened) <= len(old.reopened):
            hint = f'add reopened: [{{on: {change.after.today}, reason: "..."}}]'
            yield Finding(
                new.span("status"), f"{one.id} was {old.status} and is {new.status} again, with no reason", hint
            )


RULE = Rule("CHG102", "reopened-without-reason", Severity.ERROR, on_change=check)
