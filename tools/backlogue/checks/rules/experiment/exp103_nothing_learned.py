"""EXP103 nothing-learned: an experiment has an outcome, and no learning or no decision.

Why: the outcome is a word; what the next plan needs is what is known now and what follows from it.
Mend: write `learning` and `decision` (persevere, pivot, kill, keep-testing).
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.model.item import Experiment
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not isinstance(item, Experiment) or item.outcome is None:
            continue
        missing = [] if item.learning is not None and item.learning.strip() else ["learning"]
        if item.decision is None:
            missing.append("decision")
        if missing:
            ways = {
                "learning": "learning: what is known now",
                "decision": "decision: persevere, pivot, kill or keep-testing",
            }
            message = f"{item.id} is {item.outcome}, and names no {' and no '.join(missing)}"
            yield Finding(item.span("outcome"), message, "add " + ", and ".join(ways[one] for one in missing))


RULE = Rule("EXP103", "nothing-learned", Severity.ERROR, check)
