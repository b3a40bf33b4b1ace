"""A plan and an item in; how it stands on the scorecards that apply to it, at each stage, out.

A measure is judged by the evidence that the item names for it: under its name with the stage (`latency.canary`), or
under its name alone, which counts at every stage. What a source said comes from the lock; the figure of a measure
with `check: person` stands in the entry itself (`{by: bob, on: 2026-07-03, value: 64}`).
"""

from collections.abc import Iterator
from typing import NamedTuple

from backlogue.done.finished import finished_on
from backlogue.done.hypothesis import figure, in_words
from backlogue.done.judge import Mark, changed, is_word, judge
from backlogue.done.scorecard import Line, Score, Stand, score
from backlogue.done.verdict import verdict
from backlogue.model import Item
from backlogue.model.definition import Measure, Scorecard
from backlogue.model.item import Proof, Target
from backlogue.plan import Plan
from backlogue.plan.query import QueryError, compile_query

# What a verdict makes of a measure: where nobody can tell, or asking went wrong, nothing is met and nothing missed.
_STANDS: dict[Mark, Stand] = {"pass": "met", "fail": "missed", "unknown": "unknown", "error": "unknown"}


class Found(NamedTuple):
    """What the evidence says: how the measure stands by it, a figure or none, whether a source said so, and why."""

    stand: Stand
    value: float | None = None
    machine: bool = False
    why: str = ""


def cards_of(plan: Plan, item: Item) -> Iterator[tuple[str, Scorecard]]:
    """The scorecards whose query matches an item; one whose query is wrong applies to nothing."""
    for name, card in plan.project.scorecards.items():
        try:
            if compile_query(card.for_, plan.project).matches(plan, item):
                yield name, card
        except QueryError:
            continue


def standing(plan: Plan, item: Item, name: str, card: Scorecard, stage: str) -> Score:
    """The score of an item by a scorecard at a stage."""
    counts = finished_on(plan, item, {})
    asked = {key: one for key, one in card.asked(stage).items() if (one.from_ or counts) <= counts}
    words_count = card.scoring == "lowest-section"
    return score(
        name, card, stage, tuple(_line(plan, item, key, one, stage, words_count) for key, one in asked.items())
    )


def evidence_name(item: Item, measure: str, stage: str) -> str:
    """The key under `evidence` or `waivers` that speaks for a measure at a stage; empty when there is none."""
    for name in (f"{measure}.{stage}", measure):
        if name in item.evidence or name in item.waivers:
            return name
    return ""


def _line(plan: Plan, item: Item, name: str, measure: Measure, stage: str, words_count: bool) -> Line:
    threshold, key = measure.threshold(stage), evidence_name(item, name, stage)
    if not key:
        return Line(name, measure, threshold, None, "unknown", why="no evidence is named")
    found = _found(plan, item, key, measure, threshold, words_count)
    if found.stand != "met" and verdict(item, key, measure.check, plan.today) == "waived":
        return Line(name, measure, threshold, found.value, "waived", found.machine, key, item.waivers[key].reason)
    return Line(name, measure, threshold, found.value, found.stand, found.machine, key, found.why)


def _found(plan: Plan, item: Item, key: str, measure: Measure, threshold: Target | None, words_count: bool) -> Found:
    """What the evidence under a key says. A person's word speaks for `check: person`, and where scoring counts it."""
    proof = item.evidence.get(key)
    if proof is None:
        return Found("unknown", why="no evidence is named")
    if is_word(plan, proof) or (measure.check == "person" and not words_count):
        if measure.check != "person" and not words_count:
            words = f"a person's word does not prove it: name a source of its {measure.check}"
            return Found("unknown", why=words)
        return _word(proof, threshold)
    locked, bar = plan.observations(item).get(key), _bar(threshold)
    # Without a threshold at this stage it is enough that there is a value.
    check = "run" if measure.check == "metric" and not bar else measure.check
    said = judge(check, proof.model_extra or {}, locked, changed(plan, locked), bar)
    value = figure(said.seen.value) if said.seen is not None and said.seen.reason == "ok" else None
    doubt = f"changed since: {', '.join(said.suspect)}" if said.suspect else ""
    return Found(_STANDS[said.mark], value, True, doubt if said.mark == "pass" else said.words)


def _word(proof: Proof, threshold: Target | None) -> Found:
    """What a person's word says: by name and day, and with a figure where a threshold asks for one."""
    if not proof.attested:
        return Found("unknown", why="nobody vouches for it by name and day")
    value = figure((proof.model_extra or {}).get("value"))
    if threshold is None or threshold.empty:
        return Found("met", value)
    if value is None:
        return Found("unknown", why="no value is written")
    if threshold.met_by(value):
        return Found("met", value)
    return Found("missed", value, why=f"{value:g} is not {in_words(threshold)}")


def _bar(threshold: Target | None) -> dict[str, float]:
    """A measure's threshold as an entry writes it."""
    sides = {"at_least": threshold.at_least, "at_most": threshold.at_most} if threshold is not None else {}
    return {name: side for name, side in sides.items() if side is not None}


def guards_of(plan: Plan, item: Item, state: str) -> Iterator[tuple[str, Scorecard, str]]:
    """The scorecards that a state of an item's workflow asks for, each with its stage; wrong names are left out."""
    applying: dict[str, Scorecard] | None = None
    for guard in plan.project.workflow(item.type).guarded(state):
        applying = dict(cards_of(plan, item)) if applying is None else applying
        name, _, stage = guard.partition("@")
        if name in applying and stage in applying[name].stages:
            yield name, applying[name], stage
