"""RDY106 experiment-not-ready: an experiment says it is ready and lacks hypothesis, metric, target or time-box.

Only in a project without definitions of ready of its own. (For a started experiment see EXP101 and EXP102.)

Why: with nothing that could refute it, every result looks like a success.
Mend: write `hypothesis` with `metric` and `target`, and `timebox` in working days, before the first run.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.need import way_out
from backlogue.checks.rule import Rule
from backlogue.checks.rules.ready._due import undefined
from backlogue.checks.suggest import listed
from backlogue.model.item import Experiment
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in undefined(plan):
        if isinstance(item, Experiment) and plan.category(item) == "todo" and (missing := _missing(item)):
            message = f"{item.id} is {item.status} and has no {listed(missing, 'and no')}"
            yield Finding(item.span("status"), message, "; ".join(way_out(word) for word in missing))


def _missing(item: Experiment) -> list[str]:
    hypothesis = item.hypothesis
    if hypothesis is None:
        missing = ["hypothesis"]
    else:
        missing = ["hypothesis.metric"] if hypothesis.metric is None else []
        if hypothesis.target is None or hypothesis.target.empty:
            missing.append("hypothesis.target")
    return missing if item.timebox is not None else [*missing, "timebox"]


RULE = Rule("RDY106", "experiment-not-ready", Severity.WARNING, check)
