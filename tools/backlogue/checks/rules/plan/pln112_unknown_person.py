"""PLN112 unknown-person: an open item's owner or helper is in no team.

Nothing is said unless every team declares its members, nor about closed items: people leave.

Why: a misspelt owner is no owner. Mend: correct the name, or add the person to a team.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    if not plan.knows_people:
        return
    people = plan.project.people
    for item in plan.items:
        if item.owner is not None and item.owner not in people and plan.is_open(item):
            hint = suggest(item.owner, people)
            yield Finding(item.span("owner"), f"the owner {item.owner} is in no team", hint)
        for index, name in enumerate(item.with_):
            if name not in people and plan.is_open(item):
                yield Finding(item.span("with", index), f"{name}, who helps, is in no team", suggest(name, people))


RULE = Rule("PLN112", "unknown-person", Severity.ERROR, check)
