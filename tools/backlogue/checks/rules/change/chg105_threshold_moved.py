"""CHG105 threshold-moved: an experiment's metric, baseline or target changes after its first result.

Why: a threshold that is fixed when the result is known proves nothing.
Mend: restore it, and test the new threshold in an experiment of its own that this one leads to.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import PlanChange, Rule
from backlogue.model.item import Experiment

_FIXED = ("hypothesis.metric", "hypothesis.baseline", "hypothesis.target.", "hypothesis.data")


def check(change: PlanChange) -> Iterator[Finding]:
    for one in change.difference.items:
        old, new = change.before.item_by_id.get(one.id), change.after.item_by_id.get(one.id)
        if not isinstance(old, Experiment) or not isinstance(new, Experiment) or not _has_result(old):
            continue
        for field, (was, now) in one.fields.items():
            if field.startswith(_FIXED) and was is not None:
                keys = field.split(".")
                message = f"{one.id}: {keys[-1]} changes from {was} to {now or 'nothing'} after the first result"
                yield Finding(new.span(*keys), message, f"restore {was}; test another value in a new experiment")


def _has_result(experiment: Experiment) -> bool:
    return bool(experiment.runs) or experiment.result is not None or experiment.outcome is not None


RULE = Rule("CHG105", "threshold-moved", Severity.ERROR, on_change=check)
