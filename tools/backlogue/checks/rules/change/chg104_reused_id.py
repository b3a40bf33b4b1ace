"""CHG104 reused-id: a new item takes an id that another item had before.

Why: links, commits and reports that name the id would from now on mean something else.
Mend: give the new item the next free id, as `backlogue new` does; a restored item keeps its id and needs nothing.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import PlanChange, Rule


def check(change: PlanChange) -> Iterator[Finding]:
    moved = frozenset(change.renumbered.values())
    for one in change.difference.items:
        new = change.after.item_by_id.get(one.id)
        if one.change == "added" and new is not None and one.id in change.retired:
            yield Finding(
                new.span("id"),
                f"{one.id} was the id of an item that is no longer there",
                "take the next free id: backlogue new",
            )
        old = change.before.item_by_id.get(one.id)
        if (
            one.change == "changed"
            and one.id not in moved
            and old is not None
            and new is not None
            and _another(old.title, old.type, new.title, new.type)
        ):
            yield Finding(
                new.span("id"),
                f"{one.id} was {old.type} {old.title!r} and is something else now",
                "write the new item under an id of its own",
            )


def _another(title: str, kind: str, new_title: str, new_kind: str) -> bool:
    """Both type and title are others, and the titles share no word of weight."""
    words = [{word for word in text.casefold().split() if len(word) > 3} for text in (title, new_title)]
    return kind != new_kind and not words[0] & words[1]


RULE = Rule("CHG104", "reused-id", Severity.ERROR, on_change=check)
