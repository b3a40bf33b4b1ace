"""POL101 policy: an item breaks one of the project's own policies.

Why: the project wrote it down under `policies` in `backlogue.yaml`: every item that `for` selects must satisfy
`require`. The message and the severity are the policy's own. Mend: as the message says, or change the policy.
"""

import re
from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity, Span
from backlogue.checks.rule import Rule
from backlogue.model import Item
from backlogue.model.project import Policy
from backlogue.plan import Plan
from backlogue.plan.query import QueryError, compile_query

# Where a word of queries that is no key of its own is written.
_WRITTEN = {"category": "status", "like": "type", "label": "labels", "assignee": "owner", "size": "points"}
_FIELD = re.compile(r"\s*(\w+)")
_SEVERAL = re.compile(r"\b(?:and|or)\b|[()]", re.IGNORECASE)


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    for name, policy in plan.project.policies.items():
        try:
            applies = compile_query(policy.for_, plan.project).test(plan)
            holds = compile_query(policy.require, plan.project).test(plan)
        except QueryError:
            continue
        for item in plan.items:
            if applies(item) and not holds(item):
                yield _finding(plan, name, policy, _place(item, policy.require))


def _finding(plan: Plan, name: str, policy: Policy, place: Span) -> Finding:
    message = f"{policy.message.rstrip('.')} (policy {name})"
    related = (Related(plan.project.key_span("policies", name), "the policy"),)
    return Finding(place, message, f"required: {policy.require}", related, severity=Severity.of(policy.severity))


def _place(item: Item, required: str) -> Span:
    """The key that the policy asks about where it asks about one and that is written; else the item's id."""
    word = _FIELD.match(required) if _SEVERAL.search(required) is None else None
    key = _WRITTEN.get(word[1], word[1]) if word is not None else "id"
    return item.span(key if item.value(key) is not None else "id")


RULE = Rule("POL101", "policy", Severity.ERROR, check)
