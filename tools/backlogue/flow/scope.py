"""A sprint's file and the items around it at the end of a day in; what the sprint had taken on by then out.

The scope is what the commitment and its changes say; before there is one, what is planned in the sprint and
not dropped. An entry of a change counts from the day it is on the main line. An item that comes to a committed
sprint, or leaves it, and never gets an entry is counted as well: the figures tell what happened, and a check asks
for the reason. What moves on once the sprint is closed, or on its last day, was carried and stays in its scope.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from backlogue.flow.walk import Fields, Walk
from backlogue.model import Project

_ITEMS = "commitment.items."
_FOUND_OUT = ("validated",)


class Work(NamedTuple):
    """An item in a sprint: the points it counts with, and whether it is done."""

    points: float
    done: bool


class Paper(NamedTuple):
    """What a sprint's file said: the commitment (None before it), the changes, and whether the sprint was closed."""

    committed: Mapping[str, float] | None
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reasons: Mapping[tuple[str, str], str]
    closed: bool


NOTHING = Paper(None, (), (), {}, closed=False)


def paper_of(fields: Fields) -> Paper:
    """Read a sprint's flat fields; what is malformed in a version in between counts as not written."""
    promised = any(name.startswith("commitment.") for name in fields)
    items = {name.removeprefix(_ITEMS): number(value) for name, value in fields.items() if name.startswith(_ITEMS)}
    state: dict[str, str] = {}
    reasons: dict[tuple[str, str], str] = {}
    written = fields.get("changes")
    for change in written if isinstance(written, list) else ():
        for kind in ("add", "remove"):
            name = change.get(kind) if isinstance(change, dict) else None
            if isinstance(name, str):
                state[name] = kind
                reasons[name, kind] = str(change.get("reason") or "")
    closed = "goal_met" in fields or any(name.startswith("delivered") for name in fields)
    added = tuple(name for name, kind in state.items() if kind == "add")
    removed = tuple(name for name, kind in state.items() if kind == "remove")
    return Paper(items if promised else None, added, removed, reasons, closed)


class Scope:
    """The scope of one sprint, moved from day to day; `final` is what its file says in the end."""

    def __init__(self, project: Project, sprint: str, names: Iterable[str], final: Paper) -> None:
        self._project = project
        self._sprint = sprint
        self._names = tuple(names)
        self._entered = {*final.added, *final.removed}
        self._leaving = set(final.removed)
        self._inside: set[str] = set()

    def at(self, walk: Walk, paper: Paper, last: bool) -> dict[str, Work]:
        """The items and their points; `last` says that the sprint's last day is over."""
        here = {name for name in self._names if self._planned(walk[name])}
        if paper.committed is None:
            self._inside = here
        else:
            self._inside = self._kept(walk, paper, here, paper.closed or last)
        promised = paper.committed or {}
        return {
            name: Work(promised[name] if name in promised else size(walk[name]), is_done(self._project, walk[name]))
            for name in sorted(self._inside)
        }

    def _kept(self, walk: Walk, paper: Paper, here: set[str], over: bool) -> set[str]:
        written = {*(paper.committed or ()), *paper.added} - set(paper.removed)
        if over:
            # Who was in it yesterday stays; who had left by then does not come back.
            kept = self._inside - set(paper.removed)
        else:
            kept = (here | (written & self._leaving)) - set(paper.removed) - (self._entered - written)
        return kept | {name for name in written if not self._gone(walk[name])}

    def _planned(self, fields: Fields) -> bool:
        return fields.get("sprint") == self._sprint and category(self._project, fields) != "dropped"

    def _gone(self, fields: Fields) -> bool:
        """Planned in another sprint, dropped or deleted; without any sprint an item may still be promised."""
        elsewhere = fields.get("sprint") not in (None, self._sprint)
        return not fields or elsewhere or category(self._project, fields) == "dropped"


def category(project: Project, fields: Fields) -> str | None:
    """What an item's state means, by the workflow that the project has now."""
    return project.workflow(str(fields.get("type"))).states.get(str(fields.get("status")))


def is_done(project: Project, fields: Fields) -> bool:
    """Done, by its state. A failed experiment is, once it says what was learned: that is its result."""
    if category(project, fields) != "done":
        return False
    if project.item_types.get(str(fields.get("type"))) != "experiment":
        return True
    return fields.get("outcome") in _FOUND_OUT or bool(fields.get("learning"))


def size(fields: Fields) -> float:
    """Points: the sum over disciplines where they are estimated apart; 0 without an estimate."""
    parts = [number(value) for name, value in fields.items() if name.startswith("estimate.")]
    return sum(parts) if parts else number(fields.get("points"))


def number(value: Any) -> float:
    """A number as it is; 0 for what is none."""
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < float("inf")
    return float(value) if good else 0.0
