"""RDY103 no-acceptance-criteria: a story or bug is ready or started and nothing says when it is done.

Only in a project without definitions of ready of its own.

Why: people then agree on the word and not on the thing.
Mend: write the heading *Acceptance criteria* and below it a checkbox for each.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.rules.ready._due import undefined
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    likes = plan.project.item_types
    for item in undefined(plan):
        if likes[item.type] in ("story", "bug") and not item.acceptance:
            message = f"{item.id} is {item.status} and has no acceptance criteria"
            hint = "write the heading Acceptance criteria and below it a line '- [ ] …' for each"
            if item.checkboxes:
                hint = "put the checkboxes below a heading Acceptance criteria"
            yield Finding(item.span("status"), message, hint)


RULE = Rule("RDY103", "no-acceptance-criteria", Severity.WARNING, check)
