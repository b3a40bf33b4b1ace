"""A plan and, where it is known, its history in; experiments with their life and cost, and learning yields, out.

The life of a hypothesis. proposed: something is believed. fixed: metric and threshold are written. running: work has
begun, or a run is named. decided: its outcome is written. abandoned: dropped before that.

Cost of an experiment, in working days: from the day the main line first had it in a state of category doing to the day
it had it done or dropped (today while it goes on), both included; where history does not tell (it was going on when
its file came), its time-box; without one the working days of its sprints. Which it is stands beside the figure.

Learning yield of a sprint: experiments decided in it / experiments run in it (our definition; no guide has one). Run:
in its scope, or with a checkpoint in it. Decided: with an outcome, and delivered by this sprint as its file says or,
where it does not say, planned in it last. An invalidated hypothesis counts like a validated one.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from backlogue.history import Timeline
from backlogue.model import Sprint
from backlogue.model.item import Experiment
from backlogue.plan import Plan, working_days
from backlogue.plan.load import scope

Life = Literal["proposed", "fixed", "running", "decided", "abandoned"]
Source = Literal["history", "timebox", "sprint", ""]


class Cost(NamedTuple):
    """Working days, and what tells them; None where nothing does."""

    days: float | None
    source: Source


class Try(NamedTuple):
    """One experiment: where it is, what it cost, in which sprints, and which experiments led to it."""

    item: Experiment
    life: Life
    cost: Cost
    sprints: tuple[str, ...]
    came_from: tuple[str, ...]


class Yield(NamedTuple):
    """A sprint's experiments: those run in it (one at least), and those decided."""

    sprint: Sprint
    ran: tuple[str, ...]
    decided: tuple[str, ...]

    @property
    def share(self) -> float:
        """Decided of run, from 0 to 1."""
        return len(self.decided) / len(self.ran)


def life(plan: Plan, item: Experiment) -> Life:
    """Where a hypothesis is in its life."""
    if item.outcome is not None:
        return "decided"
    category, hypothesis = plan.category(item), item.hypothesis
    if category == "dropped":
        return "abandoned"
    if category in ("doing", "waiting", "done") or item.runs or item.result is not None:
        return "running"
    written = hypothesis is not None and hypothesis.metric and hypothesis.target and not hypothesis.target.empty
    return "fixed" if written else "proposed"


def tries(plan: Plan, timeline: Timeline | None = None, only: Collection[str] | None = None) -> tuple[Try, ...]:
    """Every experiment, or those of these ids, in path order."""
    before: dict[str, list[str]] = {}
    for item in plan.experiments:
        for led in item.leads_to:
            before.setdefault(led, []).append(item.id)
    asked = (item for item in plan.experiments if only is None or item.id in only)
    return tuple(_try(plan, item, timeline, tuple(before.get(item.id, ()))) for item in asked)


def yields(plan: Plan) -> tuple[Yield, ...]:
    """The sprints that ran experiments, by start; those to come are left out."""
    found = []
    for sprint in sorted(plan.sprint_by_id.values(), key=lambda one: (one.start, one.id)):
        if sprint.start > plan.today:
            continue
        taken = scope(plan, sprint)
        promised = {item.id for item in plan.checkpointed_in(sprint.id)}
        ran = [item for item in plan.experiments if item.id in taken or item.id in promised]
        if ran:
            decided = tuple(item.id for item in ran if _decided_in(item, sprint))
            found.append(Yield(sprint, tuple(item.id for item in ran), decided))
    return tuple(found)


def cost(plan: Plan, item: Experiment, timeline: Timeline | None, sprints: Iterable[Sprint]) -> Cost:
    """What an experiment cost so far, or was to cost."""
    told = _told(plan, item, timeline)
    if told is not None:
        return Cost(working_days(plan.project, *told), "history")
    if item.timebox is not None:
        return Cost(item.timebox, "timebox")
    days = [working_days(plan.project, one.start, min(one.end, plan.today)) for one in sprints]
    return Cost(sum(days), "sprint") if days else Cost(None, "")


def _try(plan: Plan, item: Experiment, timeline: Timeline | None, before: tuple[str, ...]) -> Try:
    named = dict.fromkeys((*(one.sprint for one in item.checkpoints), item.sprint or ""))
    sprints = sorted((plan.sprint_by_id[one] for one in named if one in plan.sprint_by_id), key=lambda one: one.start)
    return Try(item, life(plan, item), cost(plan, item, timeline, sprints), tuple(one.id for one in sprints), before)


def _decided_in(item: Experiment, sprint: Sprint) -> bool:
    if item.outcome is None:
        return False
    return item.id in sprint.delivered if sprint.delivered is not None else item.sprint == sprint.id


def _told(plan: Plan, item: Experiment, timeline: Timeline | None) -> tuple[date, date] | None:
    """The days of the first start and of the end, as the main line had them; None where it never saw it going on."""
    if timeline is None:
        return None
    states = plan.project.workflow(item.type).states
    zone = ZoneInfo(plan.project.time_zone)
    spells = [
        (datetime.fromtimestamp(stamp.at, zone).date(), states.get(str(status)))
        for stamp, status in timeline.spells(item.id, "status")
    ]
    first = next((day for day, category in spells if category == "doing"), None)
    # What was going on already when its file came to the main line had begun on some day before.
    if first is None or spells[0][1] == "doing":
        return None
    return first, spells[-1][0] if spells[-1][1] in ("done", "dropped") else plan.today
