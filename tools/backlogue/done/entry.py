"""A plan, an item and one of its evidence entries in; what the lock says to whoever asks for that entry out.

Four may ask: a criterion of done or a checkpoint, which have their threshold in the entry; a scorecard, which has its
own at each stage; and the hypothesis of an experiment, for which any value is a result.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from backlogue.done.hypothesis import deciding, figure, in_words, threshold
from backlogue.done.judge import Verdict, changed, is_word, judge, verdict_on
from backlogue.done.standing import cards_of, evidence_name, measured
from backlogue.done.threshold import rounded
from backlogue.model import Item, Project
from backlogue.model.definition import Measure, Scorecard
from backlogue.model.item import Experiment
from backlogue.model.lock import Locked
from backlogue.plan import Plan


def entry_verdict(plan: Plan, item: Item, name: str, locks: Mapping[str, Locked] | None = None) -> Verdict:
    """The verdict on an entry by whatever asks for it; `locks` speak in place of what the item's lock says now."""
    check = _criterion(plan.project, name)
    if check in ("", "run") and isinstance(item, Experiment) and name == deciding(item):
        decided = _decided(plan, item, name, locks)
        if decided is not None:
            return decided
    if check:
        return verdict_on(plan, item, name, check, locks)
    stages = list(_stages(plan, item, name, locks))
    if stages:
        return _strictest(stages)
    proof = item.proofs.get(name)
    return verdict_on(plan, item, name, "run" if proof is not None and not is_word(plan, proof) else "person", locks)


def _criterion(project: Project, name: str) -> str:
    """The check of a criterion that some definition of done has; empty where none has it."""
    found = (done.criteria[name].check for done in project.done.values() if name in done.criteria)
    return next(found, "")


def _decided(plan: Plan, item: Experiment, name: str, locks: Mapping[str, Locked] | None) -> Verdict | None:
    """What a source's value says of the hypothesis; None for a person's word, and where no threshold is written."""
    target, proof = threshold(item), item.evidence[name]
    if target is None or is_word(plan, proof):
        return None
    locked = (plan.observations(item) if locks is None else locks).get(name)
    said = judge("run", proof.model_extra or {}, locked, changed(plan, locked), bar={})
    if said.mark != "pass":
        return said
    value = figure(said.seen.value) if said.seen is not None else None
    if value is None:
        return said._replace(mark="unknown", reason="no-value", words="its value is no number")
    met = target.met_by(value)
    seen, outcome = rounded(value, *target.bounds), "validated" if met else "invalidated"
    words = f"{seen} is {'' if met else 'not '}{in_words(target)}: {outcome}"
    return said._replace(words=words)


class Measured(NamedTuple):
    """A measure of a scorecard that an entry speaks for, at a stage."""

    card: str
    scorecard: Scorecard
    stage: str
    measure: Measure


def measured_by(plan: Plan, item: Item, name: str) -> Iterator[Measured]:
    """The measures that an evidence entry, or a waiver, speaks for, in the order of scorecards and stages."""
    for card, scorecard in cards_of(plan, item):
        for stage in scorecard.stages:
            for measure, one in scorecard.asked(stage).items():
                if evidence_name(item, measure, stage) == name:
                    yield Measured(card, scorecard, stage, one)


def _stages(plan: Plan, item: Item, name: str, locks: Mapping[str, Locked] | None) -> Iterator[tuple[str, Verdict]]:
    """The stages of scorecards that an entry speaks for, each with the verdict there."""
    for one in measured_by(plan, item, name):
        yield one.stage, measured(plan, item, name, one.measure, one.scorecard, one.stage, locks)


def _strictest(stages: list[tuple[str, Verdict]]) -> Verdict:
    """The first verdict that is no pass, with its stage and where it is enough; else that of the last stage."""
    open_ = [(stage, said) for stage, said in stages if said.mark != "pass"]
    if not open_:
        return stages[-1][1]
    stage, said = open_[0]
    enough = [name for name, one in stages if one.mark == "pass"]
    return said._replace(words=f"{said.words} at {stage}; enough for {', '.join(enough)}") if enough else said
