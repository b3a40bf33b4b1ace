"""SHP107 broken-workflow: a workflow names states or item types that do not exist.

Why: a move or a requirement that is never applied protects nothing, and nobody notices.
Mend: correct the name, or declare it under `states` or `types`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity, Span
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.model import Project
from backlogue.model.item_types import Workflow
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    project = plan.project
    if project.partial:
        return
    for name, workflow in project.workflows.items():
        yield from _states(project, name, workflow)
        if "done" not in workflow.states.values():
            place = project.key_span("workflows", name, "states")
            yield Finding(
                place, f"workflow {name} has no state of category done", "give its last state the category done"
            )
    yield from _types(project)


def _states(project: Project, name: str, workflow: Workflow) -> Iterator[Finding]:
    for state, following in workflow.transitions.items():
        if state not in workflow.states:
            place = project.key_span("workflows", name, "transitions", state)
            yield _no_state(place, f"transitions from {state!r}", name, state, workflow)
        for index, other in enumerate(following):
            if other not in workflow.states:
                place = project.span("workflows", name, "transitions", state, index)
                yield _no_state(place, f"{state} may become {other!r}", name, other, workflow)
    for state in workflow.requires:
        if state not in workflow.states:
            place = project.key_span("workflows", name, "requires", state)
            yield _no_state(place, f"requires something in {state!r}", name, state, workflow)


def _no_state(place: Span, what: str, name: str, state: str, workflow: Workflow) -> Finding:
    return Finding(place, f"{what}, which is no state of workflow {name}", suggest(state, workflow.states))


def _types(project: Project) -> Iterator[Finding]:
    taken: dict[str, tuple[str, int]] = {}
    for name, workflow in project.workflows.items():
        for index, kind in enumerate(workflow.for_):
            place = project.span("workflows", name, "for", index)
            if kind not in project.item_types:
                hint = suggest(kind, project.item_types, "declare it under types")
                yield Finding(place, f"workflow {name} is for {kind!r}, which is no type of item", hint)
            elif kind in taken:
                first, at = taken[kind]
                other = Related(project.span("workflows", first, "for", at), f"workflow {first} is for it too")
                yield Finding(place, f"{kind} follows two workflows, {first} and {name}", "leave it in one", (other,))
            else:
                taken[kind] = (name, index)


RULE = Rule("SHP107", "broken-workflow", Severity.ERROR, check)
