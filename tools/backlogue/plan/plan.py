"""The whole plan of one moment: typed entries in; every id resolved, both ways, out. Frozen once built."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from backlogue.base import natural
from backlogue.base.states import Category
from backlogue.model import Entry, Increment, Item, Project, Sprint
from backlogue.model.item import Experiment
from backlogue.model.lock import Lock, Locked
from backlogue.plan.near import nearest_known
from backlogue.plan.proofs import Proofs, lock_path

OPEN: frozenset[str] = frozenset(("todo", "doing", "waiting"))


class Plan:
    """Items, sprints and increments, each found by id.

    An id that two files define belongs to the first in path order. `claims` are ids that a file
    seems to define but could not be built: they count as known, never as missing. `proofs` are the
    locks beside the items and what they speak of.
    """

    def __init__(
        self,
        project: Project,
        entries: Iterable[Entry],
        today: date,
        claims: Mapping[str, str] | None = None,
        proofs: Proofs | None = None,
    ) -> None:
        ordered = sorted(entries, key=lambda entry: entry.path)
        self.project = project
        self.today = today
        self.proofs = proofs if proofs is not None else Proofs()
        self.claims = dict(claims or {})
        self.entries: tuple[Entry, ...] = tuple(ordered)
        self.items = tuple(entry for entry in ordered if isinstance(entry, Item))
        self.sprints = tuple(entry for entry in ordered if isinstance(entry, Sprint))
        self.increments = tuple(entry for entry in ordered if isinstance(entry, Increment))
        self.item_by_id: dict[str, Item] = {}
        for item in self.items:
            self.item_by_id.setdefault(item.id, item)
        self.sprint_by_id: dict[str, Sprint] = {}
        for sprint in self.sprints:
            self.sprint_by_id.setdefault(sprint.id, sprint)
        self.increment_by_id: dict[str, Increment] = {}
        for increment in self.increments:
            self.increment_by_id.setdefault(increment.id, increment)
        self._likes = project.item_types
        flows = {name: project.workflow(name).states for name in self._likes}
        self._categories: dict[str, Category | None] = {
            item.id: flows[item.type].get(item.status) for item in self.item_by_id.values()
        }

    def __contains__(self, item_id: str) -> bool:
        """Whether some file defines this item, or seems to."""
        return item_id in self.item_by_id or item_id in self.claims

    def category(self, item: Item) -> Category | None:
        """todo, doing, waiting, done or dropped; None when its state is not one of its workflow's."""
        return self._categories[item.id]

    def is_open(self, item: Item) -> bool:
        """Whether work on it is still to come or going on."""
        return self._categories[item.id] in OPEN

    def parent(self, item: Item) -> Item | None:
        """The item it is a part of, where that could be built."""
        return self.item_by_id.get(item.parent) if item.parent is not None else None

    def ancestors(self, item: Item) -> list[Item]:
        """Parent, its parent and so on; stops where a cycle would begin."""
        found: dict[str, Item] = {}
        above = self.parent(item)
        while above is not None and above is not item and above.id not in found:
            found[above.id] = above
            above = self.parent(above)
        return [*found.values()]

    def children(self, item_id: str) -> Sequence[Item]:
        """Items whose parent this is, in path order."""
        return self._children.get(item_id, ())

    def descendants(self, item_id: str) -> list[Item]:
        """Everything below an item, each once."""
        found: dict[str, Item] = {}
        waiting = list(self.children(item_id))
        while waiting:
            item = waiting.pop()
            if item.id not in found and item.id != item_id:
                found[item.id] = item
                waiting.extend(self.children(item.id))
        return sorted(found.values(), key=lambda item: item.path)

    def dependents(self, item_id: str) -> Sequence[Item]:
        """Items that wait for this one, in the order of their ids."""
        return self._dependents.get(item_id, ())

    def dependencies(self, item: Item) -> list[Item]:
        """Items it waits for, as far as they could be built."""
        return [self.item_by_id[wanted] for wanted in item.depends_on if wanted in self.item_by_id]

    def blockers(self, item: Item) -> list[Item]:
        """Dependencies that are still open; an item that is not open has none."""
        if not item.depends_on or not self.is_open(item):
            return []
        return [other for other in self.dependencies(item) if self.is_open(other)]

    def observations(self, item: Item) -> Mapping[str, Locked]:
        """What the lock beside an item keeps for each criterion; nothing where there is none that can be trusted."""
        lock = self.proofs.lock(lock_path(item.path, item.id))
        return lock.entries if isinstance(lock, Lock) and lock.untouched and lock.item == item.id else {}

    def planned_in(self, sprint_id: str) -> Sequence[Item]:
        """Items whose `sprint` this is, in path order."""
        return self._by_sprint.get(sprint_id, ())

    def checkpointed_in(self, sprint_id: str) -> Sequence[Item]:
        """Items with a checkpoint that this sprint promises, in path order."""
        return self._by_checkpoint.get(sprint_id, ())

    def sprints_of(self, team: str) -> Sequence[Sprint]:
        """A team's sprints by start."""
        return self._by_team.get(team, ())

    @property
    def sprint_teams(self) -> list[str]:
        """The teams that have sprints, in order of name."""
        return sorted(self._by_team)

    def like(self, item: Item) -> str:
        """Which of our types an item's type is like."""
        return self._likes[item.type]

    def nearest_id(self, wrong: str, asking: str) -> str | None:
        """A hint that names the item that had the id before, or else the known one most like it, and where it is.

        The one that asks, whose reference is wrong, is never meant.
        """
        if wrong in self.former:
            return f"it is {self.former[wrong].id} now ({self.former[wrong].span('id')})"
        close = nearest_known(wrong, self._known_ids, self._known_prefixes, asking)
        if close is None:
            return None
        path = self.item_by_id[close].span("id") if close in self.item_by_id else self.claims[close]
        return f"did you mean {close}? ({path})"

    @cached_property
    def _known_ids(self) -> frozenset[str]:
        return frozenset((*self.item_by_id, *self.claims))

    @cached_property
    def _known_prefixes(self) -> frozenset[str]:
        return frozenset(known.partition("-")[0] for known in self._known_ids)

    @cached_property
    def experiments(self) -> tuple[Experiment, ...]:
        """The experiments, in path order."""
        return tuple(item for item in self.items if isinstance(item, Experiment))

    @cached_property
    def former(self) -> dict[str, Item]:
        """Ids that items had before they were renumbered and that nothing has now."""
        return {old: item for item in self.items for old in item.formerly if old not in self}

    @cached_property
    def dependency_edges(self) -> dict[str, list[str]]:
        """From each item to what it waits for; items with no dependency are left out."""
        known = self.item_by_id
        return {item.id: [w for w in item.depends_on if w in known] for item in known.values() if item.depends_on}

    @cached_property
    def knows_people(self) -> bool:
        """Whether every team says who is in it, so that a name in none of them is wrong."""
        teams = self.project.teams.values()
        return bool(teams) and not self.project.partial and all(team.members for team in teams)

    @cached_property
    def _children(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.items:
            if item.parent is not None:
                found.setdefault(item.parent, []).append(item)
        return found

    @cached_property
    def _dependents(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.items:
            for wanted in item.depends_on:
                found.setdefault(wanted, []).append(item)
        return {wanted: sorted(items, key=lambda item: natural(item.id)) for wanted, items in found.items()}

    @cached_property
    def _by_sprint(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.items:
            if item.sprint is not None:
                found.setdefault(item.sprint, []).append(item)
        return found

    @cached_property
    def _by_checkpoint(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.items:
            for sprint in dict.fromkeys(point.sprint for point in item.checkpoints):
                found.setdefault(sprint, []).append(item)
        return found

    @cached_property
    def _by_team(self) -> dict[str, list[Sprint]]:
        found: dict[str, list[Sprint]] = {}
        for sprint in sorted(self.sprint_by_id.values(), key=lambda sprint: (sprint.start, sprint.id)):
            if sprint.team is not None:
                found.setdefault(sprint.team, []).append(sprint)
        return found
