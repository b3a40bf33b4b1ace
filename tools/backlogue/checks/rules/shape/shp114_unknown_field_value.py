"""SHP114 unknown-field-value: a field of the project's own names a person or an item that does not exist.

Why: whoever follows it finds nobody and nothing. Mend: correct the name or id.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    kinds = {name: field.type for name, field in plan.project.fields.items() if field.type in ("person", "item")}
    if not kinds:
        return
    people = plan.project.people
    for item in plan.items:
        for name, kind in kinds.items():
            value = item.value(name)
            if not isinstance(value, str):
                continue
            if kind == "item" and value not in plan:
                hint = plan.nearest_id(value, item.id)
                yield Finding(item.span(name), f"{name} is {value}, which no file defines", hint)
            elif kind == "person" and plan.knows_people and value not in people and plan.is_open(item):
                yield Finding(item.span(name), f"{name} is {value}, who is in no team", suggest(value, people))


RULE = Rule("SHP114", "unknown-field-value", Severity.ERROR, check)
