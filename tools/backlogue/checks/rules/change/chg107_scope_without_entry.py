"""CHG107 scope-without-entry: a committed sprint gains or loses an item with no entry under changes.

Why: a promise that shifts in silence cannot be kept or learned from.
A sprint that is closed (it has `delivered`) lets its open items go.
Mend: add the change to the sprint's file, with the day and the reason; `backlogue sprint change` does so.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import PlanChange, Rule
from backlogue.plan.load import closed


def check(change: PlanChange) -> Iterator[Finding]:
    for touched in change.difference.sprints:
        old, new = change.before.sprint_by_id.get(touched.id), change.after.sprint_by_id.get(touched.id)
        if old is None or new is None or old.commitment is None or old.end < change.before.today:
            continue
        written = [(entry.add, entry.remove) for entry in new.changes]
        place = new.key_span("changes") if new.changes else new.key_span("commitment")
        for name in touched.joined if not closed(new) else ():
            if name not in old.commitment.items and all(name != add for add, _ in written):
                yield Finding(
                    place,
                    f"{name} joins the committed sprint {new.id} with no entry under changes",
                    _hint(change, "add", name),
                )
        for name in touched.left if not closed(new) else ():
            if name in old.commitment.items and all(name != remove for _, remove in written):
                yield Finding(
                    place,
                    f"{name} leaves the committed sprint {new.id} with no entry under changes",
                    _hint(change, "remove", name),
                )
        if new.commitment is None or new.commitment.items != old.commitment.items:
            yield Finding(
                new.key_span("commitment"),
                f"the commitment of {new.id} is edited after it was made",
                "restore it, and write what changed under changes",
            )


def _hint(change: PlanChange, verb: str, name: str) -> str:
    return f'add - {{on: {change.after.today}, {verb}: {name}, reason: "..."}}'


RULE = Rule("CHG107", "scope-without-entry", Severity.ERROR, on_change=check)
