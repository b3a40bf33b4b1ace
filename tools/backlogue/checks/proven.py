"""A plan in; the evidence that its unfinished items name, each with its verdict, out. Asked for by several rules."""

from collections.abc import Iterator
from typing import NamedTuple

from backlogue.base import Span
from backlogue.done import Verdict, known_criteria, verdict_on
from backlogue.done.finished import settled
from backlogue.done.judge import is_word
from backlogue.model import Item
from backlogue.model.lock import Locked
from backlogue.plan import Plan


class Proven(NamedTuple):
    """A criterion or checkpoint that an item names a source for, what is locked for it, and the verdict."""

    item: Item
    name: str
    locked: Locked | None
    verdict: Verdict
    reviewed: bool

    @property
    def span(self) -> Span:
        return self.item.key_span(*self.item.proof_place(self.name))


def unfinished(plan: Plan) -> Iterator[Proven]:
    """Evidence of items in work. `reviewed`: the item is in the last state before done, where proof is expected.

    That of a checkpoint too, until the end of its sprint: from then on EXP113 asks for it.
    """
    checks = {name: criterion.check for name, criterion in known_criteria(plan.project).items()}
    for item in plan.items:
        if not item.proofs or plan.category(item) not in ("doing", "waiting"):
            continue
        for name, proof in item.proofs.items():
            check = checks.get(name, "person") if name in item.evidence else "run"
            if check == "person" or is_word(plan, proof) or settled(plan, item, name):
                continue
            reviewed = name in item.evidence and last_before_done(plan, item)
            locked = plan.observations(item).get(name)
            yield Proven(item, name, locked, verdict_on(plan, item, name, check), reviewed)


def last_before_done(plan: Plan, item: Item) -> bool:
    """Whether an item is in the last of several states of work."""
    states = plan.project.workflow(item.type).states
    doing = [state for state, category in states.items() if category == "doing"]
    return len(doing) > 1 and item.status == doing[-1]
