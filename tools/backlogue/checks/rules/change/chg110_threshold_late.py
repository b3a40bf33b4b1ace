"""CHG110 threshold-late: an experiment's target first appears in the change that brings its result.

Why: nobody can see that it was fixed before the result was known; git shows both at once.
Mend: commit the hypothesis in a change of its own, before the run. For experiments of the time before the plan was
kept, let the remark stand once, or silence it in the item.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import PlanChange, Rule
from backlogue.done.hypothesis import known, threshold
from backlogue.model.item import Experiment


def check(change: PlanChange) -> Iterator[Finding]:
    for one in change.difference.items:
        old, new = change.before.item_by_id.get(one.id), change.after.item_by_id.get(one.id)
        if not isinstance(new, Experiment) or threshold(new) is None or not known(change.after, new):
            continue
        if not isinstance(old, Experiment) or threshold(old) is None:
            message = f"{one.id}: its target comes in the change that brings the result"
            yield Finding(new.span("hypothesis", "target"), message, "commit the hypothesis first, then the result")


RULE = Rule("CHG110", "threshold-late", Severity.WARNING, on_change=check)
