"""A plan and an item in; how it stands on the scorecards that apply to it, at each stage, out.

A measure is judged by the evidence that the item names for it: under its name with the stage (`latency.canary`), or
under its name alone, which counts at every stage. What a source said comes from the lock; a person's figure stands
in the entry itself (`{by: bob, on: 2026-07-03, value: 64}`).
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from backlogue.done.finished import finished_on
from backlogue.done.scorecard import Line, Score, Stand, score
from backlogue.done.verdict import verdict
from backlogue.model import Item
from backlogue.model.definition import Measure, Scorecard
from backlogue.model.item import Target
from backlogue.plan import Plan
from backlogue.plan.query import QueryError, compile_query


class Found(NamedTuple):
    """What the evidence says: a figure, or none and why, and whether a source was asked."""

    value: float | None
    holds: bool
    machine: bool
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
    return score(name, card, stage, tuple(_line(plan, item, key, one, stage) for key, one in asked.items()))


def evidence_name(item: Item, measure: str, stage: str) -> str:
    """The key under `evidence` or `waivers` that speaks for a measure at a stage; empty when there is none."""
    for name in (f"{measure}.{stage}", measure):
        if name in item.evidence or name in item.waivers:
            return name
    return ""


def _line(plan: Plan, item: Item, name: str, measure: Measure, stage: str) -> Line:
    threshold, key = measure.threshold(stage), evidence_name(item, name, stage)
    if not key:
        return Line(name, measure, threshold, None, "unknown", why="no evidence is named")
    found = _found(plan, item, key, measure)
    stand = _stand(found, threshold)
    if stand != "met" and verdict(item, key, measure.check, plan.today) == "waived":
        return Line(name, measure, threshold, found.value, "waived", found.machine, key, item.waivers[key].reason)
    why = f"{found.value:g} is not {words(threshold)}" if stand == "missed" and found.value is not None else found.why
    return Line(name, measure, threshold, found.value, stand, found.machine, key, "" if stand == "met" else why)


def _stand(found: Found, threshold: Target | None) -> Stand:
    if threshold is None or threshold.empty:
        return "met" if found.holds else "unknown" if found.why else "missed"
    if found.value is None:
        return "unknown"
    return "met" if threshold.met_by(found.value) else "missed"


def _found(plan: Plan, item: Item, key: str, measure: Measure) -> Found:
    proof = item.evidence.get(key)
    if proof is None:
        return Found(None, False, False, "no evidence is named")
    locked = plan.observations(item).get(key)
    if locked is not None:
        seen = locked.seen
        if seen.reason != "ok":
            return Found(None, False, True, seen.detail or seen.reason.replace("-", " "))
        value = seen.value if seen.kind == "finite" and not isinstance(seen.value, str) else None
        return Found(value, seen.kind in ("finite", "text"), True, "" if value is not None else "no finite number")
    if proof.attested:
        return Found(_figure(proof.model_extra or {}), True, False, "no value is written")
    return Found(None, False, False, "nothing is collected yet")


def _figure(extra: Mapping[str, Any]) -> float | None:
    value = extra.get("value")
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def words(target: Target | None) -> str:
    """A threshold in words: at least 0.82."""
    sides = (("at least", target.at_least), ("at most", target.at_most)) if target is not None else ()
    return " and ".join(f"{word} {side:g}" for word, side in sides if side is not None)


def guards_of(plan: Plan, item: Item, state: str) -> Iterator[tuple[str, Scorecard, str]]:
    """The scorecards that a state of an item's workflow asks for, each with its stage; wrong names are left out."""
    applying: dict[str, Scorecard] | None = None
    for guard in plan.project.workflow(item.type).guarded(state):
        applying = dict(cards_of(plan, item)) if applying is None else applying
        name, _, stage = guard.partition("@")
        if name in applying and stage in applying[name].stages:
            yield name, applying[name], stage
