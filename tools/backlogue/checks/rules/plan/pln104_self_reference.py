"""PLN104 self-reference: an item is its own parent, or waits for itself.

Why: it could never start, and no tree has a place for it. Mend: take the id out, or write the one that was meant.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.model import Item
from backlogue.model.item import Experiment
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if item.parent == item.id:
            yield Finding(item.span("parent"), f"{item.id} is its own parent", "name another item, or delete the line")
        if item.id in item.depends_on:
            yield _finding(item, "depends_on", f"{item.id} waits for itself")
        if item.id in item.relates_to:
            yield _finding(item, "relates_to", f"{item.id} relates to itself")
        if isinstance(item, Experiment) and item.id in item.leads_to:
            yield _finding(item, "leads_to", f"{item.id} leads to itself")


def _finding(item: Item, key: str, message: str) -> Finding:
    place = next(span for span, text in item.written(key) if text == item.id)
    return Finding(place, message, "take it out of the list, or write the id that was meant")


RULE = Rule("PLN104", "self-reference", Severity.ERROR, check)
