"""An item in, everything `backlogue show` says about it out: its keys, its kin, its sprint, its findings, its text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from backlogue.base import Diagnostic, natural
from backlogue.model import Item
from backlogue.plan import Plan
from backlogue.views.listing import plain


@dataclass(frozen=True, slots=True)
class Ref:
    """Another item in one line; an id that could not be read has no title and no status."""

    id: str
    title: str | None
    status: str | None
    open: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """The sprint an item is planned in; one that no file defines has only an id."""

    id: str
    start: str | None
    end: str | None
    goal: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One item. `fields` are its keys as written, in the file's order, without those that have a place of their own."""

    id: str
    type: str
    title: str
    status: str
    category: str | None
    path: str
    size: float | None
    fields: tuple[tuple[str, Any], ...]
    parents: tuple[Ref, ...]
    children: tuple[Ref, ...]
    waits_for: tuple[Ref, ...]
    needed_by: tuple[Ref, ...]
    sprint: Stay | None
    findings: tuple[Diagnostic, ...]
    body: str


_PLACED = frozenset(("id", "type", "title", "status", "parent", "sprint", "depends_on"))


def card(plan: Plan, item: Item, diagnostics: Iterable[Diagnostic]) -> Card:
    """The card of an item; of all diagnostics, those against its file."""
    written = item.record.values.items()
    return Card(
        id=item.id,
        type=item.type,
        title=item.title,
        status=item.status,
        category=plan.category(item),
        path=item.path,
        size=item.size,
        fields=tuple((key, plain(value)) for key, value in written if key not in _PLACED and value is not None),
        parents=_parents(plan, item),
        children=_refs(plan, (child.id for child in plan.children(item.id))),
        waits_for=_refs(plan, item.depends_on),
        needed_by=_refs(plan, (other.id for other in plan.dependents(item.id))),
        sprint=_stay(plan, item),
        findings=tuple(one for one in diagnostics if one.span.path == item.path),
        body=item.body.strip("\r\n"),
    )


def _parents(plan: Plan, item: Item) -> tuple[Ref, ...]:
    """From its parent upwards; only the id of a parent that could not be read."""
    above = plan.ancestors(item)
    if not above and item.parent is not None:
        return (_ref(plan, item.parent),)
    return tuple(_ref(plan, other.id) for other in above)


def _refs(plan: Plan, ids: Iterable[str]) -> tuple[Ref, ...]:
    return tuple(_ref(plan, name) for name in sorted(set(ids), key=natural))


def _ref(plan: Plan, name: str) -> Ref:
    item = plan.item_by_id.get(name)
    return Ref(name, None, None, False) if item is None else Ref(name, item.title, item.status, plan.is_open(item))


def _stay(plan: Plan, item: Item) -> Stay | None:
    if item.sprint is None:
        return None
    sprint = plan.sprint_by_id.get(item.sprint)
    if sprint is None:
        return Stay(item.sprint, None, None, None)
    return Stay(sprint.id, sprint.start.isoformat(), sprint.end.isoformat(), sprint.goal)
