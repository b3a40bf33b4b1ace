"""A plan and an item in; how it stands on the scorecards that apply to it, at each stage, out.

A measure is judged by the evidence that the item names for it: under its name with the stage (`latency.canary`), or
under its name alone, which counts at every stage. What a source said comes from the lock; the figure of a measure
with `check: person` stands in the entry itself (`{by: bob, on: 2026-07-03, value: 64}`).
"""

from collections.abc import Iterator, Mapping
from itertools import takewhile

from backlogue.done.finished import finished_on
from backlogue.done.hypothesis import figure, in_words
from backlogue.done.judge import Mark, Verdict, changed, is_word, judge
from backlogue.done.scorecard import Line, Score, Stand, score
from backlogue.done.verdict import verdict
from backlogue.model import Item
from backlogue.model.definition import Measure, Scorecard
from backlogue.model.item import Proof, Target
from backlogue.model.lock import Locked
from backlogue.plan import Plan
from backlogue.plan.query import QueryError, compile_query

# What a verdict makes of a measure: where nobody can tell, or asking went wrong, nothing is met and nothing missed.
_STANDS: dict[Mark, Stand] = {"pass": "met", "fail": "missed", "unknown": "unknown", "error": "unknown"}


def cards_of(plan: Plan, item: Item) -> Iterator[tuple[str, Scorecard]]:
    """The scorecards whose query matches an item; one whose query is wrong applies to nothing."""
    for name, card in plan.project.scorecards.items():
        try:
            if compile_query(card.for_, plan.project).matches(plan, item):
                yield name, card
        except QueryError:
            continue


def standing(
    plan: Plan, item: Item, name: str, card: Scorecard, stage: str, locks: Mapping[str, Locked] | None = None
) -> Score:
    """The score of an item by a scorecard at a stage; `locks` speak in place of what its lock says now."""
    asked = {
        key: one
        for key, one in card.asked(stage).items()
        if one.from_ is None or (one.from_ <= plan.today and one.from_ <= finished_on(plan, item))
    }
    lines = tuple(_line(plan, item, key, one, card, stage, locks) for key, one in asked.items())
    return score(name, card, stage, lines)


def reached(plan: Plan, item: Item, name: str, card: Scorecard) -> str:
    """The last stage up to which an item passes all; empty when it does not pass the first."""
    passed = takewhile(lambda stage: standing(plan, item, name, card, stage).passed, card.stages)
    return next(reversed(list(passed)), "")


def evidence_name(item: Item, measure: str, stage: str) -> str:
    """The key under `evidence` or `waivers` that speaks for a measure at a stage; empty when there is none."""
    for name in (f"{measure}.{stage}", measure):
        if name in item.evidence or name in item.waivers:
            return name
    return ""


def measured(
    plan: Plan, item: Item, key: str, measure: Measure, card: Scorecard, stage: str, locks: Mapping[str, Locked] | None
) -> Verdict:
    """What the evidence under a key says. A person's word speaks for `check: person`, and where scoring counts it."""
    proof, threshold = item.evidence.get(key), measure.threshold(stage)
    if proof is None:
        return Verdict("unknown", "nothing-named", "no evidence is named")
    if _spoken(plan, proof, measure, card):
        if measure.check != "person" and card.scoring != "lowest-section":
            words = f"a person's word does not prove it: name a source of its {measure.check}"
            return Verdict("unknown", "word-only", words)
        return _word(proof, threshold)
    locked, bar = (plan.observations(item) if locks is None else locks).get(key), _bar(threshold)
    # Without a threshold at this stage it is enough that there is a value.
    check = "run" if measure.check == "metric" and not bar else measure.check
    return judge(check, proof.model_extra or {}, locked, changed(plan, locked), bar)


def _line(
    plan: Plan, item: Item, name: str, measure: Measure, card: Scorecard, stage: str, locks: Mapping[str, Locked] | None
) -> Line:
    threshold, key = measure.threshold(stage), evidence_name(item, name, stage)
    if not key:
        return Line(name, measure, threshold, None, "unknown", why="no evidence is named")
    said = measured(plan, item, key, measure, card, stage, locks)
    proof, stand = item.evidence.get(key), _STANDS[said.mark]
    spoken = proof is None or _spoken(plan, proof, measure, card)
    if spoken:
        value = figure((proof.model_extra or {}).get("value")) if proof is not None and proof.attested else None
    else:
        value = figure(said.seen.value) if said.seen is not None and said.seen.reason == "ok" else None
    set_aside = verdict(item, key, measure.check, plan.today) if stand != "met" else "met"
    if set_aside == "waived":
        return Line(name, measure, threshold, value, "waived", not spoken, key, item.waivers[key].reason)
    if proof is None:
        why = "its waiver is over" if set_aside == "lapsed" else "it is waived without a reason"
        return Line(name, measure, threshold, None, "unknown", False, key, why)
    doubt = f"changed since: {', '.join(said.suspect)}" if said.suspect else ""
    return Line(name, measure, threshold, value, stand, not spoken, key, doubt if stand == "met" else said.words)


def _spoken(plan: Plan, proof: Proof, measure: Measure, card: Scorecard) -> bool:
    """Whether a person's word is what counts, and no source."""
    return is_word(plan, proof) or (measure.check == "person" and card.scoring != "lowest-section")


def _word(proof: Proof, threshold: Target | None) -> Verdict:
    """What a person's word says: by name and day, and with a figure where a threshold asks for one."""
    if not proof.attested:
        return Verdict("unknown", "unsigned", "nobody vouches for it by name and day")
    value = figure((proof.model_extra or {}).get("value"))
    if threshold is None or threshold.empty:
        return Verdict("pass", "ok", f"{proof.by} vouches for it since {proof.on}")
    if value is None:
        return Verdict("unknown", "no-value", "no value is written")
    if threshold.met_by(value):
        return Verdict("pass", "ok", f"{value:g} is {in_words(threshold)}")
    return Verdict("fail", "missed", f"{value:g} is not {in_words(threshold)}")


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
