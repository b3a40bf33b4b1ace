"""A sprint or an item and a decision about a sprint in; the new text of its file out, nothing else in it changed.

None where a key cannot be cut out cleanly (an alias, say): then a person changes it by hand.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from backlogue.edit.keys import with_keys
from backlogue.edit.values import MISSING, at
from backlogue.edit.write import Day, Entries, Rows
from backlogue.model import Item, Sprint
from backlogue.model.sprint import Override


class Scope(NamedTuple):
    """An entry under `changes`: an item that joins or leaves a commitment."""

    verb: str
    item: str
    reason: str


def planned(item: Item, sprint: str | None) -> str | None:
    """An item that names a sprint, or none."""
    return with_keys(item, (("sprint",), sprint if sprint is not None else MISSING))


def in_state(item: Item, status: str) -> str | None:
    """An item in another state."""
    return with_keys(item, (("status",), status))


def committed(sprint: Sprint, on: date, points: Mapping[str, float], override: Override | None) -> str | None:
    """A sprint with its commitment: the day, the items and their points, and what was overridden."""
    commitment = Rows(on=Day(on), items=dict(points), **_override(override))
    return with_keys(sprint, (("commitment",), commitment))


def rescoped(sprint: Sprint, on: date, entries: Sequence[Scope], override: Override | None) -> str | None:
    """A sprint with entries more under `changes`."""
    fresh = [
        {"on": Day(on), one.verb: one.item, "reason": one.reason, **(_override(override) if one.verb == "add" else {})}
        for one in entries
    ]
    old = at(sprint.record.values, ("changes",))
    return with_keys(sprint, (("changes",), Entries([*(old if isinstance(old, list) else []), *fresh])))


def closed(sprint: Sprint, delivered: Mapping[str, float], goal_met: bool | None) -> str | None:
    """A sprint with what it delivered and, where it is known, whether its goal was met."""
    met = () if goal_met is None else ((("goal_met",), goal_met),)
    return with_keys(sprint, (("delivered",), dict(delivered)), *met)


def _override(override: Override | None) -> dict[str, Any]:
    if override is None:
        return {}
    return {"override": {"by": override.by, "reason": override.reason, "rules": list(override.rules)}}
