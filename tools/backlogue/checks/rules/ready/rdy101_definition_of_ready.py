"""RDY101 definition-of-ready: an item is ready or started and lacks what the team's definition of ready asks for.

Why: what is missing at the start is found in the middle, when it costs more.
Mend: add what is missing, or move the item back; the definitions are `ready` in `backlogue.yaml`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.need import lacking, way_out
from backlogue.checks.rule import Rule
from backlogue.checks.rules.ready._due import due
from backlogue.checks.suggest import listed
from backlogue.plan import Plan
from backlogue.plan.query import Query, QueryError, compile_query


def check(plan: Plan) -> Iterator[Finding]:
    definitions = [(name, one.require, _query(one.for_)) for name, one in plan.project.ready.items()]
    definitions = [one for one in definitions if one[2] is not None]
    if not definitions:
        return
    for item in due(plan):
        for name, words, query in definitions:
            missing = lacking(item, words)
            if missing and query is not None and query.matches(plan, item):
                message = (
                    f"{item.id} is {item.status} without {listed(missing)}, which definition of ready {name} asks for"
                )
                related = (Related(plan.project.key_span("ready", name), "the definition"),)
                yield Finding(item.span("status"), message, "; ".join(way_out(word) for word in missing), related)


def _query(text: str) -> Query | None:
    """The items a definition is for; None where the query is wrong, which SHP108 says."""
    try:
        return compile_query(text)
    except QueryError:
        return None


RULE = Rule("RDY101", "definition-of-ready", Severity.WARNING, check)
