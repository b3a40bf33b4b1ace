"""SHP116 impossible-setting: a range or a week in `backlogue.yaml` that nothing can satisfy.

Why: every sprint or team would break a rule, or no day would count as work. Mend: correct the figures.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    project = plan.project
    days, size = project.sprint, project.team_size
    if days.min_days > days.max_days:
        message = f"a sprint lasts at least {days.min_days} and at most {days.max_days} days"
        yield Finding(project.span("sprint", "min_days"), message, "make min_days the smaller one")
    if days.max_days < 1:
        yield Finding(project.span("sprint", "max_days"), "a sprint may not last a single day", "raise max_days")
    if size.min > size.max:
        message = f"a team has at least {size.min} and at most {size.max} members"
        yield Finding(project.span("team_size", "min"), message, "make min the smaller one")
    if not project.working_days and not project.partial:
        yield Finding(
            project.span("working_days"), "no day of the week is a working day", "write [mon, tue, wed, thu, fri]"
        )


RULE = Rule("SHP116", "impossible-setting", Severity.ERROR, check)
