"""DON118 evidence-old: the evidence of an item in work was collected longer ago than the project allows.

Why: models, data and tests move on while work lies. `max_age_days` under `evidence` in `backlogue.yaml` says how long
(90 days when it says nothing). What is done is not asked again: its lock says what was known then.
Mend: collect again.
"""

from collections.abc import Iterator
from datetime import timedelta

from backlogue.base import Finding, Severity
from backlogue.checks.proven import unfinished
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    most = plan.project.evidence.max_age_days
    for one in unfinished(plan):
        if one.locked is not None and plan.today - one.locked.read > timedelta(days=most):
            message = f"{one.item.id}: {one.name} was collected on {one.locked.read}, more than {most} days ago"
            yield Finding(one.span, message, f'run: backlogue evidence collect "id = {one.item.id}"')


RULE = Rule("DON118", "evidence-old", Severity.WARNING, check)
