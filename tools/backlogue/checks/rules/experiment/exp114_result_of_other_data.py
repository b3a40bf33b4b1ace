"""EXP114 result-of-other-data: the value that decides an experiment is of other data than its hypothesis names.

Why: the data are fixed with the threshold, before the result. A value of another set answers another question.
Mend: measure on the data of the hypothesis; where both are the same under two names, write the entry's own `data`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.base.observation import DataSet
from backlogue.checks.rule import Rule
from backlogue.done.hypothesis import reading
from backlogue.done.judge import same_data
from backlogue.model.item import Experiment
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not isinstance(item, Experiment) or item.hypothesis is None:
            continue
        wanted, found = item.hypothesis.data, reading(plan, item)
        # Data that are described in words cannot be compared with a name.
        if not wanted or not wanted.endswith(".dvc") or found.value is None or not found.evidence:
            continue
        entry = item.evidence[found.evidence].model_extra or {}
        locked = plan.observations(item).get(found.evidence)
        if entry.get("data") is not None or locked is None or not locked.seen.dataset.name:
            continue
        if not same_data(wanted, DataSet(), locked.seen.dataset):
            message = f"{item.id} is decided on {locked.seen.dataset.name}, and its hypothesis names {wanted}"
            hint = f"measure on {wanted}, or write data: {locked.seen.dataset.name} in the entry if both are the same"
            related = (Related(item.span("hypothesis", "data"), "the hypothesis"),)
            yield Finding(item.span("evidence", found.evidence), message, hint, related)


RULE = Rule("EXP114", "result-of-other-data", Severity.WARNING, check)
