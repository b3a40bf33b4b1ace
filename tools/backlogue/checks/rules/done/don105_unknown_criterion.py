"""DON105 unknown-criterion: an item names evidence or a waiver for a criterion that no definition of done has.

Why: it proves nothing, and the criterion it was meant for stays open.
Mend: correct the name, or add the criterion to a definition of done in `backlogue.yaml`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity, nearest
from backlogue.checks.rule import Rule
from backlogue.done import known_criteria
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    known = known_criteria(plan.project)
    if not known or plan.project.partial:
        return
    for item in plan.items:
        if not item.evidence and not item.waivers:
            continue
        for key, names in (("evidence", item.evidence), ("waivers", item.waivers)):
            for name in names:
                if name not in known:
                    close = nearest(name, known)
                    hint = f"did you mean {close}?" if close else "add it to a definition of done in backlogue.yaml"
                    verb = "names evidence for" if key == "evidence" else "waives"
                    message = f"{item.id} {verb} {name}, which no definition of done asks for"
                    yield Finding(item.key_span(key, name), message, hint)


RULE = Rule("DON105", "unknown-criterion", Severity.WARNING, check)
