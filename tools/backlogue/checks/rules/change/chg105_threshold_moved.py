"""CHG105 threshold-moved: an experiment's metric, baseline, target or data changes after or with its first result.

Why: a threshold that is fixed when the result is known proves nothing. A result is known when the experiment names a
run, a result or an outcome, or when the evidence that decides was collected.
Mend: restore it, and test the new threshold in an experiment of its own that this one leads to.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import PlanChange, Rule
from backlogue.done.hypothesis import known
from backlogue.model.item import Experiment

_FIXED = ("hypothesis.metric", "hypothesis.baseline", "hypothesis.target.", "hypothesis.data")


def check(change: PlanChange) -> Iterator[Finding]:
    for one in change.difference.items:
        old, new = change.before.item_by_id.get(one.id), change.after.item_by_id.get(one.id)
        if not isinstance(old, Experiment) or not isinstance(new, Experiment):
            continue
        if old.runs or known(change.before, old):
            when = "after the first result"
        elif known(change.after, new):
            when = "in the change that brings the result"
        else:
            continue
        for field, (was, now) in one.fields.items():
            if field.startswith(_FIXED) and was is not None:
                keys = field.split(".")
                message = f"{one.id}: {keys[-1]} changes from {was} to {now or 'nothing'} {when}"
                yield Finding(new.span(*keys), message, f"restore {was}; test another value in a new experiment")


RULE = Rule("CHG105", "threshold-moved", Severity.ERROR, on_change=check)
