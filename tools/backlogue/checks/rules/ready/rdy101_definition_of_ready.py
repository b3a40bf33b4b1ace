"""RDY101 definition-of-ready: an item is ready or started and lacks what the team's definition of ready asks for.

What is only advised (`advise`) is a remark.

Why: what is missing at the start is found in the middle, when it costs more.
Mend: add what is missing, or move the item back; the definitions are `ready` in `backlogue.yaml`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.need import lacking, way_out
from backlogue.checks.rule import Rule
from backlogue.checks.rules.ready._due import due
from backlogue.checks.suggest import listed
from backlogue.done.readiness import ReadyStandard, ready_standards
from backlogue.model import Item
from backlogue.plan import Plan
from backlogue.plan.query import Query, QueryError, compile_query


def check(plan: Plan) -> Iterator[Finding]:
    asking = [(one, words.test(plan)) for one in ready_standards(plan.project, plan.today) if (words := _query(one))]
    if not asking:
        return
    for item in due(plan):
        for one, applies in asking:
            missing, wished = lacking(item, one.require), lacking(item, one.advise)
            if (missing or wished) and applies(item):
                if missing:
                    yield _finding(plan, item, one.name, missing, "asks for", None)
                if wished:
                    yield _finding(plan, item, one.name, wished, "advises", Severity.INFO)


def _finding(plan: Plan, item: Item, name: str, words: list[str], verb: str, severity: Severity | None) -> Finding:
    message = f"{item.id} is {item.status} without {listed(words)}, which definition of ready {name} {verb}"
    related = (Related(plan.project.key_span("ready", name), "the definition"),)
    hint = "; ".join(way_out(word) for word in words)
    return Finding(item.span("status"), message, hint, related, severity=severity)


def _query(one: ReadyStandard) -> Query | None:
    """The items a definition is for; None where the query is wrong, which SHP108 says."""
    try:
        return compile_query(one.query)
    except QueryError:
        return None


RULE = Rule("RDY101", "definition-of-ready", Severity.WARNING, check)
