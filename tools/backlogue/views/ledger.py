"""A plan and its history in; the ledger of experiments (tried, cost, shown, learned, followed) with no markup out."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from backlogue.done.hypothesis import computed, contradicts, in_words, reading, threshold
from backlogue.done.threshold import rounded
from backlogue.flow.experiments import Try, Yield, tries, yields
from backlogue.history import Timeline
from backlogue.plan import Plan
from backlogue.plan.load import closed
from backlogue.views.words import count, number

# The order in which a reader asks for them.
LIVES = ("running", "fixed", "proposed", "decided", "abandoned")
# What each is called where people read it.
LIFE_WORDS = {"fixed": "threshold fixed", "abandoned": "dropped"}
_SOURCES = {"history": "as history tells", "timebox": "its time-box", "sprint": "the days of its sprints", "": ""}


@dataclass(frozen=True, slots=True)
class Trial:
    """One experiment. `value` decided or will; `proof` is the evidence that shows it, empty where `result` says it.

    `computed` is what value and threshold say, `contradicts` whether `outcome` says otherwise. `days` are working
    days, and `days_from` says what tells them: history, timebox or sprint. `bounds` are the target's two sides.
    """

    id: str
    title: str
    team: str
    owner: str
    life: str
    outcome: str
    computed: str
    contradicts: bool
    metric: str
    baseline: float | None
    target: str
    bounds: tuple[float | None, float | None]
    value: float | None
    proof: str
    why: str
    days: float | None
    days_from: str
    timebox: float | None
    sprints: tuple[str, ...]
    learning: str
    decision: str
    came_from: tuple[str, ...]
    leads_to: tuple[str, ...]

    @property
    def told(self) -> str:
        """The value for people; empty for none."""
        return rounded(self.value, *self.bounds) if self.value is not None else ""

    @property
    def cost(self) -> str:
        """The cost in words: 9 days, its time-box; of one that has not begun, what it may cost."""
        if self.days is None:
            return ""
        most = "up to " if self.life in ("proposed", "fixed") else ""
        return f"{most}{count(self.days, 'day')}, {_SOURCES[self.days_from]}"


@dataclass(frozen=True, slots=True)
class Harvest:
    """A sprint's experiments: run in it, decided in it, and their share, from 0 to 1; `running` while it goes on."""

    sprint: str
    name: str
    team: str
    start: str
    ran: tuple[str, ...]
    decided: tuple[str, ...]
    share: float
    running: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """All experiments, the running ones first, and the learning yield of the sprints, the latest first."""

    today: date
    trials: tuple[Trial, ...]
    harvests: tuple[Harvest, ...]

    def counted(self, outcome: str) -> int:
        """How many have an outcome."""
        return sum(trial.outcome == outcome for trial in self.trials)

    def living(self, life: str) -> int:
        """How many are at a point of their life."""
        return sum(trial.life == life for trial in self.trials)

    @property
    def share(self) -> float | None:
        """The learning yield of all sprints that are over; an experiment counts once in each of its sprints."""
        over = [one for one in self.harvests if not one.running]
        ran = sum(len(one.ran) for one in over)
        return sum(len(one.decided) for one in over) / ran if ran else None


def ledger(plan: Plan, timeline: Timeline | None = None, only: Iterable[str] | None = None) -> Ledger:
    """The ledger; `only` leaves the experiments of these ids and the sprints that ran one of them."""
    kept = None if only is None else frozenset(only)
    sprints = [one for one in reversed(yields(plan)) if kept is None or kept.intersection(one.ran)]
    return Ledger(plan.today, trials(plan, timeline, kept), tuple(_harvest(plan, one, kept) for one in sprints))


def trials(plan: Plan, timeline: Timeline | None, only: Collection[str] | None) -> tuple[Trial, ...]:
    """The experiments, or those of these ids, the running ones first."""
    found = list(tries(plan, timeline, only))
    found.sort(key=lambda one: (LIVES.index(one.life), one.item.id.rpartition("-")[0], _number(one.item.id)))
    return tuple(_trial(plan, one) for one in found)


def summary(book: Ledger) -> str:
    """The ledger in a clause or two: 9 experiments: 3 validated, 2 invalidated, 1 inconclusive; 2 running."""
    if not book.trials:
        return "no experiment is written"
    outcomes = Counter(trial.outcome for trial in book.trials if trial.outcome)
    said = ", ".join(f"{outcomes[one]} {one}" for one in ("validated", "invalidated", "inconclusive") if outcomes[one])
    lives = Counter(trial.life for trial in book.trials)
    going = ", ".join(f"{lives[one]} {words}" for one, words in _LIVES.items() if lives[one])
    whole = count(len(book.trials), "experiment")
    return "; ".join(part for part in (f"{whole}: {said}" if said else whole, going) if part)


_LIVES = {"running": "running", "fixed": "with a threshold and not begun", "proposed": "only proposed",
          "abandoned": "dropped"}  # fmt: skip


def percent(share: float) -> str:
    """A share for people: 67 %."""
    return f"{number(round(100 * share))} %"


def _trial(plan: Plan, one: Try) -> Trial:
    item, hypothesis, found = one.item, one.item.hypothesis, reading(plan, one.item)
    target = threshold(item)
    return Trial(
        id=item.id,
        title=item.title,
        team=item.team or "",
        owner=item.owner or "",
        life=one.life,
        outcome=item.outcome or "",
        computed=computed(plan, item) or "",
        contradicts=contradicts(plan, item),
        metric=(hypothesis.metric if hypothesis else None) or "",
        baseline=hypothesis.baseline if hypothesis else None,
        target=in_words(target),
        bounds=target.bounds if target is not None else (None, None),
        value=found.value,
        proof=found.evidence,
        why=found.why,
        days=one.cost.days,
        days_from=one.cost.source,
        timebox=item.timebox,
        sprints=one.sprints,
        learning=" ".join((item.learning or "").split()),
        decision=item.decision or "",
        came_from=one.came_from,
        leads_to=item.leads_to,
    )


def _harvest(plan: Plan, one: Yield, kept: frozenset[str] | None) -> Harvest:
    ran = tuple(name for name in one.ran if kept is None or name in kept)
    decided = tuple(name for name in one.decided if name in ran)
    sprint = one.sprint
    start, team = sprint.start.isoformat(), sprint.team or ""
    running = sprint.end >= plan.today and not closed(sprint)
    return Harvest(sprint.id, sprint.name, team, start, ran, decided, len(decided) / len(ran), running)


def _number(item_id: str) -> tuple[int, str]:
    tail = item_id.rpartition("-")[2]
    return (int(tail) if tail.isdecimal() else 0, tail)
