"""EXP105 outcome-contradicts: an experiment's outcome is not what its result and its threshold say.

Why: the threshold was fixed before so that the result decides, not the mood of the day after.
`inconclusive` never contradicts: noise is judged by people.
Mend: correct `outcome` or `result`; a threshold that proved wrong is a learning, and is not moved afterwards.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.model.item import Experiment, Target
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not isinstance(item, Experiment) or item.result is None or item.hypothesis is None:
            continue
        target = item.hypothesis.target
        if item.outcome not in ("validated", "invalidated") or target is None or target.empty:
            continue
        said = "validated" if target.met_by(item.result) else "invalidated"
        if item.outcome != said:
            verb = "meets" if said == "validated" else "misses"
            message = f"{item.id} says {item.outcome}, but {item.result:g} {verb} the target of {_words(target)}"
            related = (
                Related(item.span("result"), "the result"),
                Related(item.span("hypothesis", "target"), "the target"),
            )
            yield Finding(item.span("outcome"), message, f"write {said}, or correct the result", related)


def _words(target: Target) -> str:
    sides = (("at least", target.at_least), ("at most", target.at_most))
    return " and ".join(f"{words} {side:g}" for words, side in sides if side is not None)


RULE = Rule("EXP105", "outcome-contradicts", Severity.ERROR, check)
