"""PLN115 unknown-increment: a sprint belongs to an increment that no file defines.

Why: it is missing from the increment's figures. Mend: correct the name, or write the increment below `sprints/`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    known = plan.increment_by_id
    for sprint in plan.sprints:
        name = sprint.increment
        if name is None or name in known or name in plan.claims:
            continue
        if name in plan.sprint_by_id:
            message, otherwise = f"{name} is a sprint; a sprint belongs to an increment", "delete the line"
        else:
            message, otherwise = f"no file defines the increment {name}", "write a file for it below sprints/"
        yield Finding(sprint.span("increment"), message, suggest(name, known, otherwise))


RULE = Rule("PLN115", "unknown-increment", Severity.ERROR, check)
