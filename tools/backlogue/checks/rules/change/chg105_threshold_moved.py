"""CHG105 threshold-moved: an experiment's metric, baseline or target changes after its first result.

Why: a threshold that is fixed when the result is known proves nothing. Git proves the order: a change that brings the
first result moves no threshold, and later ones neither.
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
        if not isinstance(old, Experiment) or new is None:
            continue
        known = _has_result(old)
        # Where one change brings the result and moves the threshold, nothing proves which of them came first.
        if not known and not (isinstance(new, Experiment) and _has_result(new)):
            continue
        when = "after the first result" if known else "in the change that brings the first result"
        for field, (was, now) in one.fields.items():
            if field.startswith(_FIXED) and (known or was is not None):
                keys = field.split(".")
                yield Finding(new.span(*keys), f"{one.id}: {_moved(keys[-1], was, now)} {when}", _way_out(was, known))


def _moved(name: str, was: object, now: object) -> str:
    if was is None:
        return f"{name} is set to {now}"
    return f"{name} changes from {was} to {'nothing' if now is None else now}"


def _way_out(was: object, known: bool) -> str:
    if not known:
        return f"restore {was}; or change it first, in a change of its own that has no result"
    return f"{'take it out' if was is None else f'restore {was}'}; test another value in a new experiment"


def _has_result(experiment: Experiment) -> bool:
    return bool(experiment.runs) or experiment.result is not None or experiment.outcome is not None


RULE = Rule("CHG105", "threshold-moved", Severity.ERROR, on_change=check)
