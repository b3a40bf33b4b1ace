"""A difference of two plans in; what a reviewer should know, consequences first, as frozen data out."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from backlogue.history.difference import UNSPLIT, Difference, EntryChange, Room
from backlogue.plan import Plan
from backlogue.plan.load import points_shown

# Fields of a promise that was made before its result: changing them afterwards moves the goalposts.
_THRESHOLDS = ("hypothesis.metric", "hypothesis.baseline", "hypothesis.target.")
_ESTIMATES = ("points", "estimate.")
_ORDER = ("priority", "rank")


class Consequence(NamedTuple):
    """One thing that follows from the change; `grave` ones want a decision."""

    text: str
    grave: bool = False


class Bar(NamedTuple):
    """Points in a sprint for one discipline (or in sum), before and after, and what it can take after."""

    sprint: str
    name: str
    before: float
    after: float
    capacity: float | None


class Review(NamedTuple):
    """What a change does to a plan, for a reader with a minute."""

    consequences: tuple[Consequence, ...]
    rows: tuple[EntryChange, ...]
    bars: tuple[Bar, ...]


def review(difference: Difference, before: Plan, after: Plan) -> Review:
    """Consequences, then items, sprints and increments that say something else, then the room in sprints."""
    found = [
        *_commitments(difference, before, after),
        *_overloads(difference),
        *_thresholds(difference),
        *_flow(difference),
        *_moves(difference),
        *_scope(difference, before, after),
    ]
    found.sort(key=lambda one: not one.grave)
    rows = (*difference.items, *_sprints(difference, before, after), *difference.increments)
    return Review(tuple(found), rows, tuple(_bars(difference)))


def _sprints(difference: Difference, before: Plan, after: Plan) -> Iterator[EntryChange]:
    """Sprints whose own file says something else, each with its goal for a title."""
    for one in difference.sprints:
        if one.change is not None:
            sprint = after.sprint_by_id.get(one.id) or before.sprint_by_id[one.id]
            yield EntryChange(one.id, one.change, sprint.goal or "", one.fields)


def _commitments(difference: Difference, before: Plan, after: Plan) -> Iterator[Consequence]:
    """Sprints that were committed before, and what the change does to their promise."""
    changed = {one.id: one for one in difference.items}
    today = {old: name for name, old in difference.renumbered.items() if old not in after.item_by_id}
    for sprint in difference.sprints:
        old = before.sprint_by_id.get(sprint.id)
        if old is None or old.commitment is None or old.end < before.today:
            continue
        promised = [today.get(name, name) for name in old.commitment.items]
        left = [name for name in sprint.left if name in promised]
        if left:
            yield Consequence(f"{_list(left)} {_leave(left)} the committed sprint {sprint.id}", grave=True)
        if sprint.joined:
            yield Consequence(
                f"{_list(sprint.joined)} {_join(sprint.joined)} the committed sprint {sprint.id}", grave=True
            )
        again = [name for name in promised if name in changed and _touches(changed[name], _ESTIMATES)]
        if again:
            yield Consequence(f"{_list(again)} committed in {sprint.id}: estimate changed", grave=True)
        for field in ("goal", "start", "end"):
            if field in sprint.fields:
                was, now = sprint.fields[field]
                yield Consequence(
                    f"the {field} of the committed sprint {sprint.id} changes: {was} -> {now}", grave=True
                )


def _overloads(difference: Difference) -> Iterator[Consequence]:
    for sprint in difference.sprints:
        for name, points, most in _over(sprint.after):
            if not any(name == old for old, _, _ in _over(sprint.before)):
                what = name or "the sprint as a whole"
                text = f"{sprint.id} takes on {points_shown(points)} for {what}, above its capacity of {most:g}"
                yield Consequence(text, grave=True)


def _over(room: Room) -> list[tuple[str, float, float]]:
    found = [(name, points, room.capacity[name]) for name, points in room.load.items() if name in room.capacity]
    if room.capacity:
        found.append((UNSPLIT, room.total, room.whole))
    return [(name, points, most) for name, points, most in found if points > most + 1e-6]


def _thresholds(difference: Difference) -> Iterator[Consequence]:
    for one in difference.items:
        for field, (was, now) in one.fields.items():
            if one.change == "changed" and was is not None and field.startswith(_THRESHOLDS):
                name = field.removeprefix("hypothesis.")
                yield Consequence(f"{one.id}: the experiment's {name} changes: {was} -> {now}", grave=True)


def _flow(difference: Difference) -> Iterator[Consequence]:
    for name, blockers in difference.blocked:
        yield Consequence(f"{name} now waits for {_list(blockers)}", grave=True)
    if difference.unblocked:
        verb = "is" if len(difference.unblocked) == 1 else "are"
        yield Consequence(f"{_list(difference.unblocked)} {verb} no longer blocked")


def _moves(difference: Difference) -> Iterator[Consequence]:
    for name, old in difference.renumbered.items():
        yield Consequence(f"{name} had the id {old}")
    moved: dict[tuple[Any, Any], list[str]] = {}
    for one in difference.items:
        if one.change == "changed" and "sprint" in one.fields:
            moved.setdefault(one.fields["sprint"], []).append(one.id)
    for (was, now), names in moved.items():
        yield Consequence(f"{_list(names)}: sprint {was or 'none'} -> {now or 'none'}")
    for words, fields in (("re-estimated", _ESTIMATES), ("re-prioritised", _ORDER)):
        names = [one.id for one in difference.items if one.change == "changed" and _touches(one, fields)]
        if names:
            yield Consequence(f"{_list(names)} {words}")
    for one in difference.items:
        if one.change == "changed" and "depends_on" in one.fields:
            was, now = one.fields["depends_on"]
            # An item that was given another id is no new dependency.
            known = {*(was or ()), *(name for name, old in difference.renumbered.items() if old in (was or ()))}
            new = [name for name in now or () if name not in known]
            if new:
                yield Consequence(f"{one.id} depends on {_list(new)} from now on")


def _scope(difference: Difference, before: Plan, after: Plan) -> Iterator[Consequence]:
    for change, words in (("added", "new"), ("removed", "deleted")):
        names = [one.id for one in difference.items if one.change == change]
        if names:
            yield Consequence(f"{_list(names)} {words}", grave=change == "removed")
    again = [one.id for one in difference.items if _reopens(one, before, after)]
    if again:
        yield Consequence(f"{_list(again)} taken up again after having been closed", grave=True)
    for category, words in (("done", "done"), ("dropped", "dropped"), ("waiting", "stopped")):
        names = [one.id for one in difference.items if _arrives(one, after, category)]
        if names:
            yield Consequence(f"{_list(names)} {words}")


def _arrives(one: EntryChange, after: Plan, category: str) -> bool:
    item = after.item_by_id.get(one.id)
    return one.change == "changed" and "status" in one.fields and item is not None and after.category(item) == category


def _reopens(one: EntryChange, before: Plan, after: Plan) -> bool:
    old, new = before.item_by_id.get(one.id), after.item_by_id.get(one.id)
    return old is not None and new is not None and not before.is_open(old) and after.is_open(new)


def _touches(one: EntryChange, fields: tuple[str, ...]) -> bool:
    return any(field.startswith(fields) for field in one.fields)


def _bars(difference: Difference) -> Iterator[Bar]:
    for sprint in difference.sprints:
        for name in dict.fromkeys([*sprint.after.capacity, *sprint.before.load, *sprint.after.load]):
            before, after = sprint.before.load.get(name, 0.0), sprint.after.load.get(name, 0.0)
            if abs(before - after) > 1e-6 or sprint.before.capacity.get(name) != sprint.after.capacity.get(name):
                yield Bar(sprint.id, name or "no discipline", before, after, sprint.after.capacity.get(name))
        if abs(sprint.before.total - sprint.after.total) > 1e-6:
            whole = sprint.after.whole if sprint.after.capacity else None
            yield Bar(sprint.id, "in sum", sprint.before.total, sprint.after.total, whole)


def _list(names: tuple[str, ...] | list[str]) -> str:
    """At most six names; a reader with a minute wants no more."""
    shown = ", ".join(names[:6])
    return shown if len(names) <= 6 else f"{shown} and {len(names) - 6} more"


def _leave(names: list[str]) -> str:
    return "leaves" if len(names) == 1 else "leave"


def _join(names: tuple[str, ...]) -> str:
    return "joins" if len(names) == 1 else "join"
