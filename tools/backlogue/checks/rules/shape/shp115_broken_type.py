"""SHP115 broken-type: an item type that `backlogue.yaml` declares cannot be used as declared.

Why: items of it would follow another workflow, or other rules, than the project believes.
Mend: choose a name that is free, and a workflow that exists.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.model.item import ITEM_TYPES
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    project = plan.project
    if project.partial:
        return
    for name, own in project.types.items():
        if name in ITEM_TYPES or name in ("sprint", "increment"):
            message = f"{name} is a type that every project has, and cannot be declared anew"
            yield Finding(project.key_span("types", name), message, "choose another name")
        if own.workflow is not None and own.workflow not in project.workflows:
            message = f"type {name} follows workflow {own.workflow!r}, which does not exist"
            hint = suggest(own.workflow, project.workflows, "declare it under workflows")
            yield Finding(project.span("types", name, "workflow"), message, hint)


RULE = Rule("SHP115", "broken-type", Severity.ERROR, check)
