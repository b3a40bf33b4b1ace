"""EXP113 checkpoint-missed: a sprint has ended, and nothing proves the checkpoint that it promised.

Work that outlasts a sprint is committed a checkpoint at a time, in place of an outcome that nobody can promise.

Why: a promise nobody looks at again is none, and the next sprint plans on top of it.
Mend: write who saw it (`evidence: {by: NAME, on: DAY}`), or move the checkpoint to a later sprint and say so there.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not item.checkpoints or plan.category(item) == "dropped":
            continue
        for index, point in enumerate(item.checkpoints):
            sprint = plan.sprint_by_id.get(point.sprint)
            if sprint is None or sprint.end >= plan.today or point.evidence is not None:
                continue
            message = f"{item.id} has a checkpoint in {sprint.id}, which ended on {sprint.end}, and nothing proves it"
            hint = f"add evidence: {{by: NAME, on: {sprint.end}}}, or move it to a later sprint"
            related = (Related(sprint.span("end"), "the sprint ended here"),)
            yield Finding(item.span("checkpoints", index, "text"), message, hint, related)


RULE = Rule("EXP113", "checkpoint-missed", Severity.WARNING, check)
