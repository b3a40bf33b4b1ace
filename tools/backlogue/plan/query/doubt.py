"""A query and a plan in; names in it that nothing in the plan has, each with the nearest right one, out.

Such a query is no error (nobody may be waiting today), but when nothing matches they are the likely cause.
"""

from collections.abc import Iterable, Iterator

from backlogue.base import nearest
from backlogue.plan.plan import Plan
from backlogue.plan.query.compare import wanted
from backlogue.plan.query.days import MOMENTS
from backlogue.plan.query.fields import Field, field_of
from backlogue.plan.query.judge import leaves
from backlogue.plan.query.order import CATEGORIES, states
from backlogue.plan.query.syntax import Compare, Near, OneOf, Parsed, QueryError, Value

_IDS = ("id", "parent", "depends_on", "relates_to", "leads_to", "blocked_by", "children")
_PEOPLE = ("owner", "assignee", "person", "with")
_LISTED = ("labels", "label", "domain", "roam", "outcome", "decision", "impact", "likelihood")


def doubts(plan: Plan, parsed: Parsed) -> tuple[QueryError, ...]:
    """Doubtful names by their place."""
    found: list[QueryError] = []
    for leaf in leaves(parsed.condition):
        if isinstance(leaf, Near):
            found += _value(plan, _field_of_relation(leaf), leaf.name)
        elif isinstance(leaf, OneOf) or (isinstance(leaf, Compare) and leaf.operator not in ("~", "!~")):
            field = field_of(leaf.field.text, plan.project)
            for value in leaf.values if isinstance(leaf, OneOf) else (leaf.value,):
                found += _value(plan, field, value) if field is not None else ()
    return tuple(sorted(found, key=lambda doubt: doubt.start))


def _field_of_relation(near: Near) -> Field | None:
    return field_of({"in sprint": "sprint", "in increment": "increment"}.get(near.relation, "id"), None)


def _value(plan: Plan, field: Field | None, value: Value) -> Iterator[QueryError]:
    known = None if field is None else _known(plan, field)
    if field is None or known is None or value.text.casefold() in {word.casefold() for word in known}:
        return
    place = (value.start, value.end)
    if field.name in ("sprint", "increment") and value.text.lower() in MOMENTS and not value.quoted:
        if not wanted(plan, field, (value,)):
            yield QueryError(f"no {field.name} is {value.text} on {plan.today}", *place)
        return
    if (item := plan.former.get(value.text.upper())) is not None:
        yield QueryError(f"no {field.name} is called {value.text}", *place, f"it is {item.id} now")
        return
    close = nearest(value.text, known)
    yield QueryError(f"no {field.name} is called {value.text}", *place, f"did you mean {close}?" if close else None)


def _known(plan: Plan, field: Field) -> set[str] | None:
    """The words that a field holds in this plan or could hold; None where it holds free text."""
    declared = _declared(plan, field.name)
    if declared is None:
        return None
    read = field.bind(plan)
    found = set(declared)
    for item in plan.items:
        value = read(item)
        found.update((value,) if isinstance(value, str) else map(str, value or ()))
    return found


def _declared(plan: Plan, name: str) -> Iterable[str] | None:
    """The words that the project declares for a field."""
    project = plan.project
    if name in _IDS:
        return (*plan.item_by_id, *plan.claims)
    if name in _PEOPLE:
        return project.people
    match name:
        case "status":
            return states(project)
        case "team":
            return project.teams
        case "sprint":
            return plan.sprint_by_id
        case "increment":
            return plan.increment_by_id
        case "priority":
            return project.priorities
        case "discipline" | "estimate":
            return project.all_disciplines
        case "type":
            return project.item_types
        case "like":
            return set(project.item_types.values())
        case "category":
            return CATEGORIES
    own = project.fields.get(name)
    if own is not None and own.type in ("choice", "person", "item"):
        return own.values or (project.people if own.type == "person" else plan.item_by_id)
    return () if name in _LISTED else None
