"""SHP111 broken-field: a field that `backlogue.yaml` declares cannot work as declared.

Why: items would be checked against less than the project believes, or not at all.
Mend: correct the declaration under `fields`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import listed, suggest
from backlogue.model import Project
from backlogue.model.item import ITEM_TYPES
from backlogue.model.item_types import CustomField
from backlogue.model.kinds import keys_of, pattern_fault
from backlogue.plan import Plan

# Which types of field each setting means something for.
_MEANT_FOR = {
    "values": ("choice", "list"),
    "pattern": ("text",),
    "min": ("number", "integer"),
    "max": ("number", "integer"),
}


def check(plan: Plan) -> Iterator[Finding]:
    project = plan.project
    if project.partial:
        return
    for name, field in project.fields.items():
        yield from _name(project, name, field)
        yield from _types(project, name, field)
        yield from _settings(project, name, field)


def _name(project: Project, name: str, field: CustomField) -> Iterator[Finding]:
    scope = field.for_ or tuple(project.item_types)
    known = {kind: ITEM_TYPES[project.item_types[kind]] for kind in scope if kind in project.item_types}
    having = [kind for kind, cls in known.items() if name in keys_of(cls)]
    if having:
        whose = "every item" if len(having) == len(project.item_types) else listed(having)
        hint = "give the field another name" if not field.required_for else "to require it, use requires of a workflow"
        yield Finding(project.key_span("fields", name), f"{name} is a key that {whose} has anyway", hint)


def _types(project: Project, name: str, field: CustomField) -> Iterator[Finding]:
    for key, kinds in (("for", field.for_), ("required_for", field.required_for)):
        for index, kind in enumerate(kinds):
            place = project.span("fields", name, key, index)
            if kind not in project.item_types:
                hint = suggest(kind, project.item_types, "declare it under types")
                yield Finding(place, f"{name} is {key.replace('_', ' ')} {kind!r}, which is no type of item", hint)
            elif key == "required_for" and field.for_ and kind not in field.for_:
                yield Finding(place, f"{name} is required for {kind}, which may not have it", f"add {kind} to its for:")


def _settings(project: Project, name: str, field: CustomField) -> Iterator[Finding]:
    for key, kinds in _MEANT_FOR.items():
        if getattr(field, key) not in (None, ()) and field.type not in kinds:
            place = project.key_span("fields", name, key)
            message = f"{name} is of type {field.type}, for which {key} means nothing"
            yield Finding(place, message, f"use type {listed(kinds, 'or')}")
    if field.type == "choice" and not field.values:
        place = project.key_span("fields", name)
        yield Finding(place, f"{name} is a choice with nothing to choose from", "add values: with a list of words")
    if field.min is not None and field.max is not None and field.min > field.max:
        place = project.span("fields", name, "min")
        yield Finding(place, f"{name} has a min of {field.min:g} above its max of {field.max:g}", "swap the two")
    if field.type == "text" and field.pattern is not None and (fault := pattern_fault(field.pattern)) is not None:
        place = project.span("fields", name, "pattern")
        yield Finding(place, f"the pattern of {name} is no regular expression: {fault}", _pattern_hint(field.pattern))


def _pattern_hint(pattern: str) -> str:
    if any(sign in pattern for sign in ("(?=", "(?!", "(?<=", "(?<!")):
        return "write it without looking ahead or behind; a text must match the pattern whole"
    return "put a backslash before a sign that is meant as itself"


RULE = Rule("SHP111", "broken-field", Severity.ERROR, check)
