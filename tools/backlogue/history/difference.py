"""Two plans in; what the second does to the first out: items, sprints, loads, blockers. No effects."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from backlogue.base import natural
from backlogue.history.facts import difference
from backlogue.history.lines import lines_changed
from backlogue.model import Entry, Item, Sprint
from backlogue.plan import Plan
from backlogue.plan.load import capacity, load

Kind = Literal["added", "removed", "changed"]
Fields = Mapping[str, tuple[Any, Any]]


class EntryChange(NamedTuple):
    """An item, sprint or increment that is not the same: each field's value before and after, None for none."""

    id: str
    change: Kind
    title: str
    fields: Fields


class Room(NamedTuple):
    """Points a sprint takes on and can take, per discipline; a discipline with no capacity given is absent."""

    load: Mapping[str, float]
    capacity: Mapping[str, float]

    @property
    def total(self) -> float:
        return sum(self.load.values())

    @property
    def whole(self) -> float:
        return sum(self.capacity.values())


class SprintChange(NamedTuple):
    """A sprint that a change touches: its own fields, who came and went, and its room before and after."""

    id: str
    change: Kind | None
    fields: Fields
    joined: tuple[str, ...]
    left: tuple[str, ...]
    committed: bool
    before: Room
    after: Room


class Difference(NamedTuple):
    """What a change does to a plan; `renumbered` has the former id of each item that was given another one."""

    items: tuple[EntryChange, ...]
    sprints: tuple[SprintChange, ...]
    increments: tuple[EntryChange, ...]
    blocked: tuple[tuple[str, tuple[str, ...]], ...]
    unblocked: tuple[str, ...]
    renumbered: Mapping[str, str]


# Points that belong to no discipline stand under this name in a Room.
UNSPLIT = ""


def compare(before: Plan, after: Plan) -> Difference:
    """What is not the same in two plans, in id order."""
    renumbered = _renumbered(before, after)
    # Where two files had one id, the other file still has it.
    gone = {now: was for now, was in renumbered.items() if was not in after.item_by_id}
    today = {was: now for now, was in gone.items()}
    items = _changes(before.item_by_id, after.item_by_id, gone)
    sprints = {one.id: one for one in _changes(before.sprint_by_id, after.sprint_by_id)}
    increments = _changes(before.increment_by_id, after.increment_by_id)
    touched = sorted(set(sprints) | _planned(before, after, items, gone), key=natural)
    return Difference(
        items,
        tuple(_sprint(before, after, name, sprints.get(name), today) for name in touched),
        increments,
        tuple(_blocked(before, after, gone)),
        tuple(_unblocked(before, after, today)),
        renumbered,
    )


def _renumbered(before: Plan, after: Plan) -> dict[str, str]:
    """The id that `before` knows an item by, for each id that an item was given since."""
    known = before.item_by_id
    fresh = (item for item in after.items if item.formerly and item.id not in known)
    return {item.id: old for item in fresh for old in item.formerly if old in known}


def _changes(
    before: Mapping[str, Entry], after: Mapping[str, Entry], former: Mapping[str, str] = MappingProxyType({})
) -> tuple[EntryChange, ...]:
    """Each entry that is not the same; one that has another id than before is one entry, under its new id."""
    found = []
    for name in sorted((before.keys() | after.keys()) - {*former.values()}, key=natural):
        old, new = before.get(former.get(name, name)), after.get(name)
        if old is not None and new is not None and old.record.text == new.record.text:
            continue
        fields = _fields(old, new)
        if name in former:
            fields = {"id": (former[name], name), **fields}
        if fields:
            kind: Kind = "changed" if old and new else "added" if new else "removed"
            found.append(EntryChange(name, kind, str((new or old).value("title") or ""), fields))  # type: ignore[union-attr]
    return tuple(found)


def _fields(old: Entry | None, new: Entry | None) -> Fields:
    found = difference(*(one.record.values if one is not None else {} for one in (old, new)))
    if old is not None and new is not None:
        found |= _body(old, new)
    return found


def _body(old: Entry, new: Entry) -> Fields:
    """Boxes ticked, and how many lines of the body went and came."""
    found: dict[str, tuple[Any, Any]] = {}
    if isinstance(old, Item) and isinstance(new, Item) and old.acceptance != new.acceptance:
        ticked = _ticked(old), _ticked(new)
        if ticked[0] != ticked[1]:
            found["acceptance"] = ticked
    lines = old.body.splitlines(), new.body.splitlines()
    if lines[0] != lines[1]:
        went, came = lines_changed(*lines)
        found["body"] = (f"-{_lines(went)}", f"+{_lines(came)}")
    return found


def _lines(count: int) -> str:
    return f"{count} line{'' if count == 1 else 's'}"


def _ticked(item: Item) -> str:
    return f"{sum(box.done for box in item.acceptance)} of {len(item.acceptance)}"


def _planned(before: Plan, after: Plan, items: tuple[EntryChange, ...], former: Mapping[str, str]) -> set[str]:
    """Sprints whose scope or load an item's change may move."""
    found: set[str] = set()
    for one in items:
        for item in (before.item_by_id.get(former.get(one.id, one.id)), after.item_by_id.get(one.id)):
            if item is not None and item.sprint is not None and _moves_load(one):
                found.add(item.sprint)
    return {name for name in found if name in before.sprint_by_id or name in after.sprint_by_id}


def _moves_load(one: EntryChange) -> bool:
    return one.change != "changed" or any(
        field in ("sprint", "points", "status") or field.startswith("estimate.") for field in one.fields
    )


def _sprint(before: Plan, after: Plan, name: str, own: EntryChange | None, today: Mapping[str, str]) -> SprintChange:
    old, new = before.sprint_by_id.get(name), after.sprint_by_id.get(name)
    was = {today.get(item.id, item.id) for item in before.planned_in(name)}
    now = {item.id for item in after.planned_in(name)}
    committed = any(sprint is not None and sprint.commitment is not None for sprint in (old, new))
    return SprintChange(
        name,
        own.change if own is not None else None,
        own.fields if own is not None else {},
        tuple(sorted(now - was, key=natural)),
        tuple(sorted(was - now, key=natural)),
        committed,
        _room(before, old),
        _room(after, new),
    )


def _room(plan: Plan, sprint: Sprint | None) -> Room:
    if sprint is None:
        return Room({}, {})
    taken = load(plan, sprint)
    split = dict(taken.split)
    if taken.unsplit:
        split[UNSPLIT] = taken.unsplit
    return Room(split, capacity(plan.project, sprint))


def _blocked(before: Plan, after: Plan, former: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    """Items that wait for something open now and did not before, with what they wait for."""
    found = []
    for item in after.items:
        blockers = after.blockers(item)
        if blockers:
            old = before.item_by_id.get(former.get(item.id, item.id))
            known = {other.id for other in before.blockers(old)} if old is not None else set()
            new = tuple(other.id for other in blockers if former.get(other.id, other.id) not in known)
            if new and old is not None:
                found.append((item.id, new))
    return sorted(found, key=lambda pair: natural(pair[0]))


def _unblocked(before: Plan, after: Plan, today: Mapping[str, str]) -> list[str]:
    """Open items that waited before and can go on now."""
    found = []
    for old in before.items:
        if before.blockers(old):
            new = after.item_by_id.get(today.get(old.id, old.id))
            if new is not None and after.is_open(new) and not after.blockers(new):
                found.append(new.id)
    return sorted(found, key=natural)
