"""EXP107 timebox-overrun: a time-box does not fit into its sprint, or is over with the work still going on.

Why: the time-box is the promise; when it is over one decides with what is known. Time is counted in working days,
from the first day of the sprint it is planned in. Work that outlasts a sprint on purpose has `checkpoints`.
Mend: decide now (`outcome` or `answer`), shorten the time-box, or plan checkpoints.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.model.item import Experiment, Spike
from backlogue.plan import Plan, working_days


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not isinstance(item, Experiment | Spike) or item.timebox is None or not plan.is_open(item):
            continue
        named = (item.sprint, *(point.sprint for point in item.checkpoints))
        sprints = [plan.sprint_by_id[one] for one in named if one is not None and one in plan.sprint_by_id]
        # A sprint that cannot be found may be the last one: nothing is known then.
        if item.sprint is None or len(sprints) < sum(one is not None for one in named):
            continue
        first = min(sprints, key=lambda one: one.start)
        last = max(sprints, key=lambda one: one.end)
        planned = working_days(plan.project, first.start, last.end)
        span = item.span("timebox")
        related = (Related(last.span("end"), f"{last.id} ends here"),)
        if item.timebox > planned > 0 and not item.checkpoints:
            message = f"a timebox of {item.timebox:g} does not fit into {last.id}, which has {planned} working days"
            hint = f"shorten it to {planned} at most, or plan checkpoints in the sprints it takes"
            yield Finding(span, message, hint, related)
        elif last.end < plan.today and plan.category(item) != "todo":
            passed = working_days(plan.project, first.start, plan.today)
            if passed > item.timebox:
                over = f"on working day {passed}, counted from the start of {first.id}"
                message = f"{item.id} is still {item.status} {over}; its timebox is {item.timebox:g}"
                yield Finding(span, message, "decide with what is known: write its outcome or answer", related)


RULE = Rule("EXP107", "timebox-overrun", Severity.WARNING, check)
