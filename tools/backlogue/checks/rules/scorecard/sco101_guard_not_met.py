"""SCO101 guard-not-met: an item is in a state whose scorecard it does not pass.

Why: the figures were agreed before, so that nobody has to argue at the moment of going live.
Mend: add the evidence that is missing, waive a measure with a reason, or take the item back a stage.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.rules.scorecard._words import why_not
from backlogue.done.standing import guards_of, standing
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    if not any(workflow.guards for workflow in plan.project.workflows.values()):
        return
    for item in plan.items:
        for name, card, stage in guards_of(plan, item, item.status):
            found = standing(plan, item, name, card, stage)
            if not found.passed:
                message = f"{item.id} is {item.status} and does not pass {name}@{stage}: {why_not(found)}"
                hint = f"backlogue scorecard {item.id} shows every measure"
                related = (Related(plan.project.key_span("scorecards", name), "the scorecard"),)
                yield Finding(item.span("status"), message, hint, related)


RULE = Rule("SCO101", "guard-not-met", Severity.ERROR, check)
