"""A plan and an item in; how it stands on the scorecards that apply to it, at each stage, out.

A measure is judged by the evidence that the item names for it: under its name with the stage (`latency.canary`), or
under its name alone, which counts at every stage. What a source said comes from the lock; the figure of a measure
with `check: person` stands in the entry itself (`{by: bob, on: 2026-07-03, value: 64}`).
"""

from collections.abc import Iterator
from typing import NamedTuple

from backlogue.done.finished import finished_on
from backlogue.done.hypothesis import JUDGED, figure, in_words
from backlogue.done.judge import is_word, judge
from backlogue.done.scorecard import Line, Score, Stand, score
from backlogue.done.verdict import verdict
from backlogue.model import Item
from backlogue.model.definition import Measure, Scorecard
from backlogue.model.item import Target
from backlogue.plan import Plan
from backlogue.plan.query import QueryError, compile_query


class Found(NamedTuple):
    """What the evidence says: a figure or none, whether it holds, whether a source said so, and what is against it."""

    value: float | None
    holds: bool
    machine: bool
    why: str = ""
    refuted: bool = False


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
    found = _found(plan, item, key, measure, words_count)
    stand = _stand(found, threshold)
    if stand != "met" and verdict(item, key, measure.check, plan.today) == "waived":
        return Line(name, measure, threshold, found.value, "waived", found.machine, key, item.waivers[key].reason)
    why = (
        f"{found.value:g} is not {in_words(threshold)}" if stand == "missed" and found.value is not None else found.why
    )
    return Line(name, measure, threshold, found.value, stand, found.machine, key, "" if stand == "met" else why)


def _stand(found: Found, threshold: Target | None) -> Stand:
    if threshold is None or threshold.empty:
        return "met" if found.holds else "missed" if found.refuted else "unknown"
    if found.value is None:
        return "missed" if found.refuted else "unknown"
    return "met" if threshold.met_by(found.value) else "missed"


def _found(plan: Plan, item: Item, key: str, measure: Measure, words_count: bool) -> Found:
    """What the evidence under a key says. A person's word speaks for `check: person`, and where scoring counts it."""
    proof = item.evidence.get(key)
    if proof is None:
        return Found(None, False, False, "no evidence is named")
    if is_word(plan, proof) or (measure.check == "person" and not words_count):
        if measure.check != "person" and not words_count:
            return Found(None, False, False, f"a person's word does not prove it: name a source of its {measure.check}")
        if not proof.attested:
            return Found(None, False, False, "nobody vouches for it by name and day")
        value = figure((proof.model_extra or {}).get("value"))
        return Found(value, True, False, "" if value is not None else "no value is written")
    locked = plan.observations(item).get(key)
    # The scorecard has its own thresholds; those of the entry do not decide here.
    found = judge("run" if measure.check == "metric" else measure.check, proof.model_extra or {}, locked)
    value = figure(found.seen.value) if found.seen is not None else None
    if found.mark == "pass" or (found.reason in JUDGED and value is not None):
        return Found(value, found.mark == "pass", True, "" if value is not None else "its value is no number")
    return Found(None, False, True, found.words, found.mark == "fail")


def guards_of(plan: Plan, item: Item, state: str) -> Iterator[tuple[str, Scorecard, str]]:
    """The scorecards that a state of an item's workflow asks for, each with its stage; wrong names are left out."""
    applying: dict[str, Scorecard] | None = None
    for guard in plan.project.workflow(item.type).guarded(state):
        applying = dict(cards_of(plan, item)) if applying is None else applying
        name, _, stage = guard.partition("@")
        if name in applying and stage in applying[name].stages:
            yield name, applying[name], stage
