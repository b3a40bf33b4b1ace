"""Items and the fields to show in; a listing (columns, groups, rows of values) with no markup out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from backlogue.model import Item
from backlogue.plan import Plan
from backlogue.plan.query.arrange import grouped
from backlogue.plan.query.fields import field_in

SHORT = ("id", "type", "status", "priority", "size", "team", "owner", "sprint", "title")
WHOLE = (
    "id", "type", "title", "status", "category", "team", "parent", "owner", "with", "sprint", "increment", "priority",
    "rank", "size", "estimate", "labels", "depends_on", "blocked_by", "relates_to", "domain", "due", "path",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One item: its id and file, a value for each column (None for none), and whether it waits for an open one."""

    id: str
    path: str
    values: tuple[Any, ...]
    blocked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The rows that share a value; a name of "" is for those that have none, or where nothing is grouped."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to a query. `matched` counts what matched, of which `limit` may have left some out."""

    query: str
    today: date
    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    group_field: str | None
    matched: int
    shown: int
    points: float
    unread: tuple[str, ...]


def listing(
    plan: Plan,
    query: str,
    items: Sequence[Item],
    columns: tuple[str, ...],
    group_field: str | None = None,
    limit: int | None = None,
    unread: tuple[str, ...] = (),
) -> Listing:
    """The listing of items in the order given, at most `limit` of them."""
    kept = items if limit is None else items[:limit]
    groups = grouped(plan, kept, group_field) if group_field else (("", tuple(kept)),)
    return Listing(
        query=query,
        today=plan.today,
        columns=columns,
        groups=tuple(Group(name, rows(plan, members, columns)) for name, members in groups),
        group_field=group_field,
        matched=len(items),
        shown=len(kept),
        points=sum(item.size or 0 for item in kept),
        unread=unread,
    )


def rows(plan: Plan, items: Iterable[Item], columns: tuple[str, ...]) -> tuple[Row, ...]:
    """A row for each item."""
    readers = [field_in(plan, name).bind(plan) for name in columns]
    found = ((item, tuple(plain(read(item)) for read in readers)) for item in items)
    return tuple(Row(item.id, item.path, values, bool(plan.blockers(item))) for item, values in found)


def plain(value: Any) -> Any:
    """A value as JSON has it: text, number, boolean, list, map or None; days as YYYY-MM-DD, whole numbers as such."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | str | int) or value is None:
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, BaseModel):
        return {name: plain(part) for name, part in value.model_dump(by_alias=True, exclude_none=True).items()}
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    return [plain(part) for part in value]


def words(value: Any) -> str:
    """A plain value on one line: lists with commas, maps as name and value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_nested(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(_nested(part) for part in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _nested(value: Any) -> str:
    return f"({words(value)})" if isinstance(value, dict | list) else words(value)
