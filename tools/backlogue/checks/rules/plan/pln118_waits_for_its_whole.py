"""PLN118 waits-for-its-whole: an item waits for an item that it is a part of.

Why: the whole is done only when its parts are, so neither can ever be finished.
Mend: take the dependency out, or wait for the part of the whole that is really needed.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not item.depends_on or item.parent is None or not plan.is_open(item):
            continue
        if not any(plan.children(wanted) for wanted in item.depends_on):
            continue
        wholes = {above.id: above for above in plan.ancestors(item)}
        for wanted in dict.fromkeys(item.depends_on):
            if wanted in wholes and wanted != item.id:
                place = next(span for span, text in item.written("depends_on") if text == wanted)
                hint = f"wait for the part of {wanted} that is needed, or take the dependency out"
                related = (Related(item.span("parent"), f"{item.id} is a part of {item.parent}"),)
                yield Finding(place, f"{item.id} waits for {wanted}, of which it is a part", hint, related)


RULE = Rule("PLN118", "waits-for-its-whole", Severity.ERROR, check)
