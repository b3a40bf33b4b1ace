"""EXP113 checkpoint-missed: a sprint has ended, and nothing proves the checkpoint that it promised.

Work that outlasts a sprint is committed a checkpoint at a time, in place of an outcome that nobody can promise.

Proof is a person's word, by name and day, or what a source said: that is judged as evidence of a criterion is.

Why: a promise nobody looks at again is none, and the next sprint plans on top of it.
Mend: write who saw it (`evidence: {by: NAME, on: DAY}`), collect what its source says, or move the checkpoint to a
later sprint and say so there.
"""

from collections.abc import Iterator
from datetime import date

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.done.entry import entry_verdict
from backlogue.done.judge import Verdict
from backlogue.model import Item
from backlogue.plan import Plan

_MOVE = "or move it to a later sprint"


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not item.checkpoints or plan.category(item) == "dropped":
            continue
        for index, (name, point) in enumerate(zip(item.checkpoint_names, item.checkpoints, strict=True)):
            sprint = plan.sprint_by_id.get(point.sprint)
            if sprint is None or sprint.end >= plan.today:
                continue
            said = entry_verdict(plan, item, name)
            if said.mark == "pass":
                continue
            why = "nothing proves it" if point.evidence is None else f"its evidence does not prove it: {said.words}"
            message = f"{item.id} has a checkpoint in {sprint.id}, which ended on {sprint.end}, and {why}"
            related = (Related(sprint.span("end"), "the sprint ended here"),)
            place = item.span("checkpoints", index, "text" if point.evidence is None else "evidence")
            yield Finding(place, message, _hint(item, said, sprint.end), related)


def _hint(item: Item, said: Verdict, end: date) -> str:
    """What to do first, by why it is not proven."""
    if said.reason == "nothing-named":
        return f"add evidence: {{by: NAME, on: {end}}}, {_MOVE}"
    if said.reason == "unsigned":
        return f"write {{by: NAME, on: {end}}}, {_MOVE}"
    collect = f'backlogue evidence collect "id = {item.id}"'
    return f"run: {collect}" if said.reason == "not-collected" else f"mend it and collect again, {_MOVE}"


RULE = Rule("EXP113", "checkpoint-missed", Severity.WARNING, check)
