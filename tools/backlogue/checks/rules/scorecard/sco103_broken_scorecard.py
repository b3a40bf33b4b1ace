"""SCO103 broken-scorecard: a scorecard or a guard names a stage, a state or a scorecard that does not exist.

Why: a threshold of a misspelt stage is asked of nobody, and a guard without its scorecard guards nothing.
Mend: correct the name, or declare it under `stages`, `states` or `scorecards`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity, Span
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.model import Project
from backlogue.model.definition import Scorecard
from backlogue.model.item_types import Workflow
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    for name, card in plan.project.scorecards.items():
        yield from _stages(plan.project, name, card)
        yield from _scoring(plan.project, name, card)
    for name, workflow in plan.project.workflows.items():
        yield from _guards(plan.project, name, workflow)


def _stages(project: Project, name: str, card: Scorecard) -> Iterator[Finding]:
    places: list[tuple[str, Span]] = []
    if isinstance(card.least, dict):
        places += [(stage, project.key_span("scorecards", name, "least", stage)) for stage in card.least]
    for measure, one in card.measures.items():
        keys = ("scorecards", name, "measures", measure)
        places += [(stage, project.key_span(*keys, "thresholds", stage)) for stage in one.thresholds]
        places += [(stage, project.span(*keys, "stages", index)) for index, stage in enumerate(one.stages)]
    for stage, place in places:
        if stage not in card.stages:
            yield Finding(place, f"scorecard {name} has no stage {stage}", suggest(stage, card.stages))


def _scoring(project: Project, name: str, card: Scorecard) -> Iterator[Finding]:
    if card.scoring == "lowest-section":
        for measure, one in card.measures.items():
            if not one.section:
                place = project.key_span("scorecards", name, "measures", measure)
                yield Finding(place, f"{name} is scored by sections, and {measure} is in none", "add section:")
    elif max(card.least.values(), default=0.0) > 1 if isinstance(card.least, dict) else card.least > 1:
        place = project.key_span("scorecards", name, "least")
        yield Finding(place, f"scorecard {name} asks for a share above 1", "write a share, such as 0.8")


def _guards(project: Project, name: str, workflow: Workflow) -> Iterator[Finding]:
    for state, written in workflow.guards.items():
        keys = ("workflows", name, "guards", state)
        if state not in workflow.states:
            message = f"a guard stands before {state!r}, which is no state of workflow {name}"
            yield Finding(project.key_span(*keys), message, suggest(state, workflow.states))
        for index, guard in enumerate(workflow.guarded(state)):
            place = project.span(*keys) if isinstance(written, str) else project.span(*keys, index)
            card, _, stage = guard.partition("@")
            if card not in project.scorecards:
                yield Finding(place, f"{state} is guarded by {card!r}, which is no scorecard",
                              suggest(card, project.scorecards, "declare it under scorecards"))  # fmt: skip
            elif stage not in project.scorecards[card].stages:
                stages = project.scorecards[card].stages
                yield Finding(place, f"scorecard {card} has no stage {stage}", suggest(stage, stages))


RULE = Rule("SCO103", "broken-scorecard", Severity.ERROR, check)
