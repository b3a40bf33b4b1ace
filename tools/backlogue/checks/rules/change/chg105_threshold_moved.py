"""CHG105 threshold-moved: an experiment's metric, baseline, target or data changes after or with its first result.

Why: a threshold that is fixed when the result is known proves nothing. Git proves the order: a change that brings the
first result moves no threshold, and later ones neither. A result is known when the experiment names a run, a result or
an outcome, or when the evidence that decides was collected.
Mend: restore it, and test the new threshold in an experiment of its own that this one leads to.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import PlanChange, Rule
from backlogue.done.hypothesis import known
from backlogue.model import Item
from backlogue.model.item import Experiment
from backlogue.plan import Plan

_FIXED = ("hypothesis.metric", "hypothesis.baseline", "hypothesis.target.", "hypothesis.data")


def check(change: PlanChange) -> Iterator[Finding]:
    for one in change.difference.items:
        old, new = change.before.item_by_id.get(one.id), change.after.item_by_id.get(one.id)
        if not isinstance(old, Experiment) or new is None:
            continue
        before = _has_result(change.before, old)
        # Where one change brings the result and moves the threshold, nothing proves which of them came first.
        if not before and not _has_result(change.after, new):
            continue
        when = "after the first result" if before else "in the change that brings the first result"
        for field, (was, now) in one.fields.items():
            if field.startswith(_FIXED) and (before or was is not None):
                keys = field.split(".")
                yield Finding(new.span(*keys), f"{one.id}: {_moved(keys[-1], was, now)} {when}", _way_out(was, before))


def _has_result(plan: Plan, item: Item) -> bool:
    return isinstance(item, Experiment) and (bool(item.runs) or known(plan, item))


def _moved(name: str, was: object, now: object) -> str:
    if was is None:
        return f"{name} is set to {now}"
    return f"{name} changes from {was} to {'nothing' if now is None else now}"


def _way_out(was: object, before: bool) -> str:
    if not before:
        return f"restore {was}; or change it first, in a change of its own that has no result"
    return f"{'take it out' if was is None else f'restore {was}'}; test another value in a new experiment"


RULE = Rule("CHG105", "threshold-moved", Severity.ERROR, on_change=check)
