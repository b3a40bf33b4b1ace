"""CHG107 scope-without-entry: a committed sprint gains or loses an item with no entry under changes.

Why: a promise that shifts in silence cannot be kept or learned from. So a commitment and the entries under `changes`
stay as they were written, also after the end, and a committed sprint is not deleted.
A sprint that is closed (it has `delivered`) lets its open items go.
Mend: add the change to the sprint's file, with the day and the reason; `backlogue sprint change` does so.
"""

from collections.abc import Iterator, Mapping

from backlogue.base import Finding, Related, Severity, Span
from backlogue.checks.rule import PlanChange, Rule
from backlogue.checks.suggest import listed
from backlogue.history.difference import SprintChange
from backlogue.model import Sprint
from backlogue.model.sprint import Change, Commitment
from backlogue.plan.load import closed


def check(change: PlanChange) -> Iterator[Finding]:
    known = change.renumbered
    for touched in change.difference.sprints:
        old, new = change.before.sprint_by_id.get(touched.id), change.after.sprint_by_id.get(touched.id)
        if old is None or old.commitment is None:
            continue
        if new is None:
            if touched.id not in change.after:
                was = Related(old.key_span("commitment"), "what it promised")
                yield Finding(Span(old.path), f"{old.id} is deleted after it was committed", "restore its file", (was,))
            continue
        if old.end >= change.before.today and not closed(new):
            yield from _unwritten(change, touched, old.commitment, new)
        # What was promised stays what it was after the end, too: it is what was delivered is measured by.
        made = new.commitment.items if new.commitment is not None else None
        if made is None or {known.get(name, name): points for name, points in made.items()} != old.commitment.items:
            yield Finding(
                new.key_span("commitment"),
                f"the commitment of {new.id} is edited after it was made",
                "restore it, and write what changed under changes",
            )
        if gone := _missing(old, new, known):
            yield Finding(
                new.key_span("changes"),
                f"{new.id} has lost what changes said of {listed(gone)}",
                "restore the entry; a new one says what changed after it",
            )


def _unwritten(change: PlanChange, touched: SprintChange, made: Commitment, new: Sprint) -> Iterator[Finding]:
    """Items that come or go while nothing under `changes` says so."""
    known = change.renumbered
    place = new.key_span("changes") if new.changes else new.key_span("commitment")
    came = {known.get(name, name): name for name in touched.joined}
    for old, name in came.items():
        if old not in made.items and old not in touched.left and all(name != entry.add for entry in new.changes):
            message = f"{name} joins the committed sprint {new.id} with no entry under changes"
            yield Finding(place, message, _hint(change, "add", name))
    for name in touched.left:
        if name in made.items and name not in came and all(name != entry.remove for entry in new.changes):
            message = f"{name} leaves the committed sprint {new.id} with no entry under changes"
            yield Finding(place, message, _hint(change, "remove", name))


def _missing(old: Sprint, new: Sprint, known: Mapping[str, str]) -> list[str]:
    """The items of entries under `changes` that were there and are not, in their order."""
    kept = [(entry.on, *(known.get(name, name) if name else None for name in _of(entry))) for entry in new.changes]
    lost = (entry for entry in old.changes if (entry.on, *_of(entry)) not in kept)
    return list(dict.fromkeys(name for entry in lost for name in _of(entry) if name))


def _of(entry: Change) -> tuple[str | None, str | None]:
    return entry.add, entry.remove


def _hint(change: PlanChange, verb: str, name: str) -> str:
    return f'add - {{on: {change.after.today}, {verb}: {name}, reason: "..."}}'


RULE = Rule("CHG107", "scope-without-entry", Severity.ERROR, on_change=check)
