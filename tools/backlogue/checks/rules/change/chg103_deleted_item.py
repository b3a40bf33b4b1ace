"""CHG103 deleted-item: a change deletes an item instead of dropping it.

Why: its history, links and number go with it, and nobody sees that something was decided against.
Mend: keep the file, set its status to a dropped state and say why in its body.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity, Span
from backlogue.checks.rule import PlanChange, Rule


def check(change: PlanChange) -> Iterator[Finding]:
    moved = frozenset(change.renumbered.values())
    for one in change.difference.items:
        old = change.before.item_by_id.get(one.id)
        if one.change == "removed" and old is not None and one.id not in change.after and one.id not in moved:
            states = change.after.project.workflow(old.type).states
            dropped = next((name for name, category in states.items() if category == "dropped"), None)
            hint = f"restore the file with status: {dropped}" if dropped else "restore the file"
            was = Related(old.span("id"), "it was defined here")
            yield Finding(Span(old.path), f"{one.id} is deleted", hint, (was,))


RULE = Rule("CHG103", "deleted-item", Severity.ERROR, on_change=check)
