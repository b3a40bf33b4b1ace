"""EXP108 no-answer: a spike is done and has no answer.

Why: the answer is the only thing a spike delivers; without it the question will be asked again.
Mend: write `answer:`, or a section `## Answer` where it is long. That there is no answer is one too.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.model.item import Spike
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not isinstance(item, Spike) or plan.category(item) != "done":
            continue
        if (item.answer is None or not item.answer.strip()) and not item.record.section_text("Answer"):
            asked = f" to {item.question!r}" if item.question is not None and len(item.question) <= 80 else ""
            message = f"{item.id} is {item.status} without an answer{asked}"
            yield Finding(item.span("status"), message, "add answer: and what was found")


RULE = Rule("EXP108", "no-answer", Severity.ERROR, check)
