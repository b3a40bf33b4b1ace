"""EXP105 outcome-contradicts: an experiment's outcome is not what its value and its threshold say.

Why: the threshold was fixed before so that the result decides, not the mood of the day after.
What decides is what a source said, where `evidence` names one (an entry `result`, or the only one that asks for the
hypothesis's metric), else `result`. `inconclusive` never contradicts: noise is judged by people.
Mend: correct `outcome` or `result`; a threshold that proved wrong is a learning, and is not moved afterwards.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.done.hypothesis import computed, contradicts, in_words, reading, threshold
from backlogue.model.item import Experiment
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not isinstance(item, Experiment) or item.outcome is None or not contradicts(plan, item):
            continue
        said, found = computed(plan, item), reading(plan, item)
        verb = "meets" if said == "validated" else "misses"
        target = in_words(threshold(item))
        message = f"{item.id} says {item.outcome}, but {found.value:g} {verb} the target of {target}"
        place = item.span("evidence", found.evidence) if found.evidence else item.span("result")
        other = "the evidence" if found.evidence else "the result"
        related = (Related(place, other), Related(item.span("hypothesis", "target"), "the target"))
        yield Finding(item.span("outcome"), message, f"write {said}, or correct {other}", related)


RULE = Rule("EXP105", "outcome-contradicts", Severity.ERROR, check)
