"""A sprint in, its load against its capacity per discipline out, as shares and in words."""

from dataclasses import dataclass

from backlogue.model import Item, Sprint
from backlogue.plan import Plan
from backlogue.plan import load as plan_load
from backlogue.views.tally import Tally, outcome, tally
from backlogue.views.words import count, listing, number

ANY = "not split by discipline"


@dataclass(frozen=True, slots=True)
class Share:
    """One discipline: points it can take (None where the sprint does not say) and points it was given."""

    discipline: str
    capacity: float | None
    load: float

    @property
    def over(self) -> float:
        """Points above capacity; 0 where it fits or nothing is said."""
        return max(0.0, self.load - self.capacity) if self.capacity is not None else 0.0


@dataclass(frozen=True, slots=True)
class Load:
    """A sprint's load. `committed` says whether it is a commitment or only a plan; `words` compares both sides."""

    committed: bool
    shares: tuple[Share, ...]
    capacity: float | None
    load: float
    words: str


def load(plan: Plan, sprint: Sprint) -> Load:
    """Load per discipline, in the order of the sprint's capacity, then of the load."""
    taken = plan_load.load(plan, sprint)
    room = plan_load.capacity(plan.project, sprint)
    shares = [Share(name, room.get(name), taken.split.get(name, 0.0)) for name in dict.fromkeys((*room, *taken.split))]
    if taken.unsplit:
        shares.append(Share(ANY, None, taken.unsplit))
    whole = sum(room.values()) if room else None
    verb = "committed" if sprint.commitment is not None else "planned"
    return Load(
        sprint.commitment is not None, tuple(shares), whole, taken.total, _words(shares, whole, taken.total, verb)
    )


def scope(plan: Plan, sprint: Sprint) -> dict[str, tuple[Item, float]]:
    """The items of a sprint's scope that could be built, with their points, by id."""
    taken = plan_load.scope(plan, sprint)
    return {name: (plan.item_by_id[name], points) for name, points in taken.items() if name in plan.item_by_id}


def items(plan: Plan, sprint: Sprint) -> list[Item]:
    """The items of a sprint's scope."""
    return [item for item, _ in scope(plan, sprint).values()]


def progress(plan: Plan, sprint: Sprint, done: float | None) -> Tally:
    """How far a sprint is, or how far it came: once it is over, `done` points were delivered."""
    if done is None:
        return tally(plan, items(plan, sprint))
    return outcome(promised(plan, sprint), done)


def promised(plan: Plan, sprint: Sprint) -> float:
    """Points of the commitment as it was made; of the plan, where there is no commitment."""
    return sum(sprint.commitment.items.values()) if sprint.commitment else plan_load.load(plan, sprint).total


def _words(shares: list[Share], capacity: float | None, taken: float, verb: str) -> str:
    """How the load compares with the capacity, as clauses of a sentence."""
    if not taken:
        return f"nothing is {verb} yet"
    if capacity is None:
        return f"{count(taken, 'point')} {verb}, and no capacity is written down"
    over = [f"{share.discipline} by {number(share.over)}" for share in shares if share.over > plan_load.ROUNDING]
    fits = f"above capacity: {listing(over)}" if over else "every discipline has room for its part"
    return f"{number(taken)} of {count(capacity, 'point')} {verb}; {fits}"
