"""DON102 criterion-not-met: an item is done, and a criterion of its definition of done is neither met nor waived.

Why: done means the same for everybody, or it means nothing.
A criterion with `check: person` is met when `evidence` names who vouches for it and on which day. The others are met
only when what `backlogue evidence collect` has recorded passes.
An advisory criterion is a remark; one with `from` is asked of what was finished on that day or later (the guide's
page on definitions says how the day is known).
Mend: add or collect the evidence, or waive the criterion with a reason.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.done import Asked, asked_of, standards, verdict, verdict_on
from backlogue.model import Item
from backlogue.plan import Plan

_HINTS = {
    "not-collected": "run: {}",
    "no-threshold": "add one",
    "word-only": "add a source",
}


def check(plan: Plan) -> Iterator[Finding]:
    asking = standards(plan)
    if not asking:
        return
    for item in plan.items:
        if plan.category(item) != "done":
            continue
        for asked in asked_of(asking, item):
            said = verdict_on(plan, item, asked.name, asked.criterion.check)
            stands = verdict(item, asked.name, asked.criterion.check, plan.today, said.mark == "pass")
            # Waivers that do not hold have rules of their own.
            if stands == "open":
                yield _missing(plan, item, asked)
            elif stands == "unproven":
                message = f"{item.id} is {item.status}, and {asked.name} is not proven: {said.words}"
                collect = f'backlogue evidence collect "id = {item.id}"'
                mend = _HINTS.get(said.reason, "mend it and collect again").format(collect)
                hint = f"{mend}, or waive it with a reason{_cut(plan, asked)}"
                place = item.key_span("evidence", asked.name)
                yield Finding(place, message, hint, _asked_at(plan, asked), severity=_severity(asked))
            elif stands == "unsigned":
                message = f"{item.id} is {item.status}, but the evidence for {asked.name} lacks a name or a day"
                hint = f"write {asked.name}: {{by: NAME, on: {plan.today}}}{_cut(plan, asked)}"
                place = item.span("evidence", asked.name)
                yield Finding(place, message, hint, _asked_at(plan, asked), severity=_severity(asked))


def _missing(plan: Plan, item: Item, asked: Asked) -> Finding:
    text = asked.criterion.text.rstrip(".")
    message = f"{item.id} is {item.status}, and {asked.name} is neither met nor waived: {text}"
    person = f"{{by: NAME, on: {plan.today}}}"
    proof = person if asked.criterion.check == "person" else f"and the {asked.criterion.check} that proves it"
    place = item.key_span("evidence") if item.evidence else item.span("status")
    hint = f"add under evidence {asked.name}: {proof}, or waive it with a reason{_cut(plan, asked)}"
    return Finding(place, message, hint, _asked_at(plan, asked), severity=_severity(asked))


def _cut(plan: Plan, asked: Asked) -> str:
    """What else may help where the day of an item that is done lies in a part of history that is not here."""
    if asked.criterion.from_ is None or not plan.proofs.asked_past or plan.proofs.past.whole:
        return ""
    return "; if it was finished before the rule, git fetch --unshallow shows it"


def _severity(asked: Asked) -> Severity | None:
    """A remark where the criterion is advisory."""
    return Severity.INFO if asked.criterion.advisory else None


def _asked_at(plan: Plan, asked: Asked) -> tuple[Related, ...]:
    place = plan.project.key_span(*asked.place)
    return (Related(place, f"asked for by {asked.definition}"),)


RULE = Rule("DON102", "criterion-not-met", Severity.ERROR, check)
