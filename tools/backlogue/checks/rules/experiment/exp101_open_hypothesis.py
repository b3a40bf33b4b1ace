"""EXP101 open-hypothesis: an experiment is started or committed without metric, baseline, threshold or data.

Why: a threshold chosen after the result proves whatever one likes. What decides is written down before.
Mend: complete `hypothesis`: `metric`, `baseline`, `target` (at_least or at_most) and `data`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import listed
from backlogue.model.item import Experiment, Hypothesis
from backlogue.plan import Plan
from backlogue.plan.load import promised


def check(plan: Plan) -> Iterator[Finding]:
    committed = promised(plan)
    for item in plan.items:
        if not isinstance(item, Experiment):
            continue
        sprint = committed.get(item.id)
        if plan.category(item) not in ("doing", "waiting", "done") and (sprint is None or not plan.is_open(item)):
            continue
        missing = _missing(item.hypothesis)
        if missing:
            when = f"is {item.status}" if plan.category(item) != "todo" else f"is committed in {sprint}"
            message = f"{item.id} {when}, and {missing}"
            place = item.key_span("hypothesis") if item.hypothesis is not None else item.span("id")
            yield Finding(place, message, "write what will decide before the result is known")


def _missing(hypothesis: Hypothesis | None) -> str:
    if hypothesis is None:
        return "has no hypothesis"
    missing = [] if hypothesis.metric is not None else ["metric"]
    if hypothesis.baseline is None:
        missing.append("baseline")
    if hypothesis.target is None or hypothesis.target.empty:
        missing.append("target")
    if hypothesis.data is None:
        missing.append("data")
    return f"its hypothesis lacks {listed(missing)}" if missing else ""


RULE = Rule("EXP101", "open-hypothesis", Severity.ERROR, check)
