"""The worked example in; how it may have come about, as dated steps of several people, out.

Everything is derived from what the files say: the sprint an item was committed in, the day its
proof was signed, the changes a sprint records. The last version of every file is the example's.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from versions import RESULTS, having, record_of, unreviewed, unsigned, unticked, without

from backlogue.model import Increment, Item, Sprint
from backlogue.plan import Plan
from backlogue.plan.proofs import lock_path

_FIRST_DAY = date(2026, 6, 22)


class Step(NamedTuple):
    """What one person changed at one moment; `branch` names the pull request it came through, if any."""

    at: datetime
    author: str
    message: str
    files: Mapping[str, str]
    branch: str = ""


def story(plan: Plan, texts: Mapping[str, str], last_day: date) -> list[Step]:
    """Every step, oldest first."""
    return sorted(_Teller(plan, texts, last_day).steps(), key=lambda step: (step.at, step.message))


class _Teller:
    def __init__(self, plan: Plan, texts: Mapping[str, str], last_day: date) -> None:
        self._plan = plan
        self._texts = texts
        self._last = last_day
        self._promised: dict[str, list[Sprint]] = {}
        for sprint in sorted(plan.sprints, key=lambda sprint: sprint.start):
            for name in sprint.commitment.items if sprint.commitment else ():
                self._promised.setdefault(name, []).append(sprint)
        self._born = self._birthdays()

    def steps(self) -> Iterator[Step]:
        for sprint in self._plan.sprints:
            yield from self._sprint(sprint)
        for increment in self._plan.increments:
            yield from self._increment(increment)
        for item in self._plan.items:
            yield from self._item(item)

    def _birthdays(self) -> dict[str, date]:
        """When each item was written: some weeks before its first sprint, and before anything speaks of it."""
        born = {item.id: self._wanted_birthday(item) for item in self._plan.items}
        for increment in self._plan.increments:
            named = {name for objective in increment.objectives for name in objective.items}
            born |= {name: min(born[name], _planning(increment)) for name in named if name in born}
        waiting = list(self._plan.items)
        while waiting:
            item = waiting.pop()
            for name in (item.parent, *item.depends_on, *item.relates_to, *getattr(item, "leads_to", ())):
                if name in born and name is not None and born[name] > born[item.id]:
                    born[name] = born[item.id]
                    waiting.append(self._plan.item_by_id[name])
        return born

    def _wanted_birthday(self, item: Item) -> date:
        sprints = self._sprints(item)
        if item.type in ("initiative", "epic"):
            return _FIRST_DAY
        if sprints:
            return max(_FIRST_DAY, _workday(sprints[0].start - timedelta(days=5 + _dice(item.id, 20))))
        ended = _signed(item)
        latest = min([*ended, self._last]) - timedelta(days=12)
        span = max((latest - _FIRST_DAY).days, 1)
        return _workday(_FIRST_DAY + timedelta(days=_dice(item.id, span)))

    def _sprints(self, item: Item) -> list[Sprint]:
        """The sprints an item went through, by start."""
        found = list(self._promised.get(item.id, ()))
        own = self._plan.sprint_by_id.get(item.sprint or "")
        return sorted(
            {sprint.id: sprint for sprint in [*found, *([own] if own else [])]}.values(), key=lambda one: one.start
        )

    def _sprint(self, sprint: Sprint) -> Iterator[Step]:
        path, final = sprint.path, self._texts[sprint.path]
        who = self._lead(sprint.team)
        later = ("commitment", "changes", "delivered", "goal_met")
        draft = unreviewed(without(path, final, later))
        yield self._step(
            max(_FIRST_DAY, sprint.start - timedelta(days=26)), who, f"Draft {sprint.id}", {path: draft}, sprint.id
        )
        if sprint.commitment is None:
            return
        promise = unreviewed(without(path, final, later[1:]))
        yield self._step(sprint.commitment.on, who, f"Commit {sprint.id}", {path: promise}, "c" + sprint.id, late=True)
        version = promise
        for count, change in enumerate(sprint.changes, 1):
            entries = record_of(path, final).values["changes"][:count]
            version = having(path, version, "changes", entries)
            # Early in the day, so that whatever happens to the item on the same day comes behind.
            at = datetime.combine(change.on, time(6, count), UTC)
            yield Step(at, who, f"Change the scope of {sprint.id}", {path: version})
        if final != version:
            day = min(sprint.end, self._last)
            message = f"Close {sprint.id}" if sprint.end <= self._last else f"Note on {sprint.id}"
            yield self._step(day, who, message, {path: final}, "z" + sprint.id, late=True)

    def _increment(self, increment: Increment) -> Iterator[Step]:
        path, final = increment.path, self._texts[increment.path]
        planned = without(path, final, ("confidence",))
        yield self._step(_planning(increment), "alice", f"Plan {increment.id}", {path: planned}, path)
        if planned != final:
            day = min(increment.end, self._last)
            yield self._step(day, "alice", f"Votes and values of {increment.id}", {path: final}, "e" + path)

    def _item(self, item: Item) -> Iterator[Step]:
        path, final = item.path, self._texts[item.path]
        who = item.owner or self._lead(item.team)
        states = self._plan.project.workflow(item.type).states
        category = self._plan.category(item)
        first = next(iter(states))
        new = self._early(path, without(path, self._open(path, self._born[item.id]), ("sprint",)), first)
        yield self._step(self._born[item.id], self._lead(item.team), f"{item.id}: {item.title}", {path: new}, item.id)
        sprints = self._sprints(item)
        text, moment = new, self._born[item.id]
        if sprints:
            ready = next((name for name in states if name == "ready"), first)
            text = having(path, self._early(path, text, ready), "sprint", sprints[0].id)
            moment = max(self._born[item.id] + timedelta(days=1), _joining(item, sprints[0]))
            if text == final:
                moment = min(moment, self._last)
            step = self._step(
                moment, self._lead(item.team), f"{item.id} into {sprints[0].id}", {path: text}, "p" + item.id
            )
            added = any(change.add == item.id for change in sprints[0].changes)
            yield step._replace(at=datetime.combine(moment, time(6, 30), UTC)) if added else step
        yield from self._work(item, who, text, sprints, moment, category)

    def _work(
        self, item: Item, who: str, text: str, sprints: list[Sprint], moment: date, category: str | None
    ) -> Iterator[Step]:
        path, final = item.path, self._texts[item.path]
        if text == final:
            return
        doing = [n for n, c in self._plan.project.workflow(item.type).states.items() if c == "doing"]
        for earlier, later in pairwise(sprints):
            moment = min(earlier.end, self._last)
            state = record_of(path, text).values["status"]
            text = having(path, self._early(path, self._open(path, moment), state), "sprint", later.id)
            lead = self._lead(item.team)
            yield self._step(moment, lead, f"Carry {item.id} to {later.id}", {path: text}, "y" + item.id, late=True)
        last = sprints[-1] if sprints else None
        begin = self._inside(last, item.id) if last else moment + timedelta(days=2)
        end = self._end(item, last, begin, category)
        begin = max(min(begin, end - timedelta(days=1)), moment)
        if doing and category not in ("todo", None) and item.status != doing[0]:
            text = self._early(path, text, doing[0])
            yield self._step(begin, who, f"{item.id}: start", {path: text}, "s" + item.id)
        if category == "done" and len(doing) > 1 and _dice(item.id, 3) == 0:
            text = self._early(path, text, doing[1])
            yield self._step(
                max(begin, end - timedelta(days=1)), who, f"{item.id}: ready for review", {path: text}, "r" + item.id
            )
        yield from self._finish(item, who, text, end, category)

    def _finish(self, item: Item, who: str, text: str, end: date, category: str | None) -> Iterator[Step]:
        path, final = item.path, self._texts[item.path]
        words = {"done": "done", "dropped": "drop it", "waiting": "stopped", "doing": "at work"}.get(
            category or "", "note"
        )
        branch = item.id if category == "done" and _dice("b" + item.id, 3) == 0 else ""
        if category == "done" and not branch and _dice("v" + item.id, 9) == 0:
            # Done too early, taken back the same day, and done.
            early = _workday(end - timedelta(days=1))
            yield self._step(early, who, f"{item.id}: {words}", {path: final}, "d1" + item.id)
            at = self._at(early, "d1" + item.id) + timedelta(hours=2)
            yield Step(at, self._lead(item.team), f'Revert "{item.id}: {words}"', {path: text})
        lock = lock_path(path, item.id)
        proof = {lock: self._texts[lock]} if lock in self._texts else {}
        yield self._step(end, who, f"{item.id}: {words}", {path: final, **proof}, "f" + item.id)._replace(branch=branch)

    def _end(self, item: Item, sprint: Sprint | None, begin: date, category: str | None) -> date:
        """When the last change was: the day the last proof was signed, else inside the sprint."""
        signed = [day for day in _signed(item) if day <= self._last]
        if category == "done" and signed:
            return max(signed)
        if sprint is not None:
            length = max((min(sprint.end, self._last) - sprint.start).days - 2, 1)
            return min(
                _workday(sprint.start + timedelta(days=2 + _dice("e" + item.id, length))), self._last, sprint.end
            )
        return min(_workday(begin + timedelta(days=3 + _dice(item.id, 14))), self._last)

    def _inside(self, sprint: Sprint | None, name: str) -> date:
        assert sprint is not None
        return min(_workday(sprint.start + timedelta(days=_dice("i" + name, 6))), sprint.end, self._last)

    def _open(self, path: str, day: date) -> str:
        """What the file said on a day on which the work was not done yet."""
        return unsigned(path, unticked(without(path, self._texts[path], (*RESULTS, "waiting_for"))), day)

    def _early(self, path: str, text: str, state: str) -> str:
        return text if record_of(path, text).values["status"] == state else having(path, text, "status", state)

    def _lead(self, team: str | None) -> str:
        members = self._plan.project.teams[team].members if team in self._plan.project.teams else {}
        return next(iter(members), "alice")

    def _step(self, day: date, who: str, message: str, files: Mapping[str, str], seed: str, late: bool = False) -> Step:
        at = self._at(min(day, self._last), seed)
        return Step(at + timedelta(hours=8) if late else at, who, message, files)

    @staticmethod
    def _at(day: date, seed: str) -> datetime:
        """A minute of the working day; the same for the same seed."""
        return datetime.combine(day, time(7), UTC) + timedelta(minutes=_dice(seed, 420))


def _planning(increment: Increment) -> date:
    """The day an increment was planned."""
    return max(_FIRST_DAY, increment.start - timedelta(days=40))


def _joining(item: Item, sprint: Sprint) -> date:
    """The day an item came into its first sprint: that of the change of scope, or the Friday before the sprint."""
    added = [change.on for change in sprint.changes if change.add == item.id]
    return min(added, default=sprint.start - timedelta(days=3))


def _signed(item: Item) -> list[date]:
    """The days on which people vouched for an item."""
    proofs: Iterable[date | None] = (proof.on for proof in item.evidence.values())
    return [day for day in proofs if day is not None]


def _workday(day: date) -> date:
    """The day itself, or the Monday behind a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _dice(seed: str, sides: int) -> int:
    """A number from 0 up to `sides`, the same for the same seed on every machine."""
    return crc32(seed.encode()) % max(sides, 1)
