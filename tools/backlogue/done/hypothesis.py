"""A plan and an experiment in; the value that decides about its hypothesis, and what it says, out.

The outcome is computed: validated when the deciding value meets the threshold, invalidated when it misses it. The
deciding value is what a source said, as the lock keeps it, or, where no evidence decides, `result`. Nobody computes
`inconclusive`: that a value cannot decide, because of noise or too few cases, is said by people.
"""

from typing import Literal, NamedTuple

from backlogue.done.criteria import RESULT
from backlogue.done.judge import is_word, judge
from backlogue.done.threshold import shown
from backlogue.model.item import Experiment, Target
from backlogue.plan import Plan

Outcome = Literal["validated", "invalidated", "inconclusive"]

# Verdicts of an entry's own thresholds: the value is there, whatever it is compared with.
JUDGED = ("below", "above", "differs")


class Reading(NamedTuple):
    """The value that decides, None where there is none; the evidence entry that has it; why there is none."""

    value: float | None
    evidence: str = ""
    why: str = ""


def threshold(item: Experiment) -> Target | None:
    """The target written before the result; None where nothing would decide."""
    target = item.hypothesis.target if item.hypothesis is not None else None
    return target if target is not None and not target.empty else None


def deciding(item: Experiment) -> str:
    """The entry of `evidence` that decides: `result`, or the only one that asks for the hypothesis's metric."""
    if RESULT in item.evidence:
        return RESULT
    metric = item.hypothesis.metric if item.hypothesis is not None else None
    asking = [name for name, proof in item.evidence.items() if (proof.model_extra or {}).get("metric") == metric]
    return asking[0] if metric is not None and len(asking) == 1 else ""


def reading(plan: Plan, item: Experiment) -> Reading:
    """The deciding value. `result` only speaks where no evidence decides, or where that is not collected yet."""
    name = deciding(item)
    if not name:
        return Reading(item.result)
    proof = item.evidence[name]
    entry = proof.model_extra or {}
    if is_word(plan, proof):
        value = figure(entry.get("value")) if proof.attested else None
        return Reading(value, name, "" if value is not None else "nobody vouches for a value by name and day")
    found = judge("run", entry, plan.observations(item).get(name))
    if found.reason == "not-collected":
        return Reading(item.result, "", found.words)
    value = figure(found.seen.value) if found.seen is not None else None
    if found.mark == "pass" or found.reason in JUDGED:
        return Reading(value, name, "" if value is not None else "its value is no number")
    return Reading(None, name, found.words)


def known(plan: Plan, item: Experiment) -> bool:
    """Whether a result is there: written into the item, or collected by the evidence that decides."""
    return item.outcome is not None or item.result is not None or reading(plan, item).value is not None


def computed(plan: Plan, item: Experiment) -> Outcome | None:
    """What the deciding value says of the hypothesis; None where value or threshold is missing."""
    target, value = threshold(item), reading(plan, item).value
    if target is None or value is None:
        return None
    return "validated" if target.met_by(value) else "invalidated"


def contradicts(plan: Plan, item: Experiment) -> bool:
    """Whether the written outcome is not what value and threshold say; `inconclusive` never contradicts."""
    if item.outcome not in ("validated", "invalidated"):
        return False
    said = computed(plan, item)
    return said is not None and item.outcome != said


def figure(value: object) -> float | None:
    """A number as such; None for anything else."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def in_words(target: Target | None) -> str:
    """A threshold in words: at least 0.82."""
    sides = (("at least", target.at_least), ("at most", target.at_most)) if target is not None else ()
    return " and ".join(f"{word} {shown(side)}" for word, side in sides if side is not None)
