"""PLN114 unknown-discipline: an estimate or a capacity names a discipline that the project does not have.

Disciplines are those under `disciplines` in `backlogue.yaml`, or those of the teams' members. Nothing is said in a
project with neither, nor about closed items and past sprints.

Why: the points count against nobody's capacity. Mend: correct the name, or declare the discipline.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    known = plan.project.all_disciplines
    if not known or plan.project.partial:
        return
    names = frozenset(known)
    for item in plan.items:
        if not names.issuperset(item.estimate) and plan.is_open(item):
            for name in item.estimate:
                if name not in names:
                    message = f"{item.id} is estimated for {name}, which is no discipline of this project"
                    yield Finding(item.key_span("estimate", name), message, suggest(name, known))
    for sprint in plan.sprints:
        if not names.issuperset(sprint.capacity) and sprint.end >= plan.today:
            for name in sprint.capacity:
                if name not in names:
                    message = f"{sprint.id} has capacity for {name}, which is no discipline of this project"
                    yield Finding(sprint.key_span("capacity", name), message, suggest(name, known))


RULE = Rule("PLN114", "unknown-discipline", Severity.ERROR, check)
