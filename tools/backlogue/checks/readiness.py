"""A plan and items that are not ready yet in; by id, what each lacks to be so, out.

The rules of readiness say it themselves: they are asked about the same items in the state `ready`.
"""

from collections.abc import Iterable

from backlogue.base import Severity
from backlogue.checks.run import catalogue, weigh
from backlogue.model import Item
from backlogue.plan import Plan

_FAMILY = "ready"


def lacking_to_be_ready(plan: Plan, items: Iterable[Item]) -> dict[str, tuple[str, ...]]:
    """What is to be added, in the words of the rules' hints; items that lack nothing are left out."""
    moved = {item.path: _moved(item) for item in items if "ready" in plan.project.workflow(item.type).states}
    if not moved:
        return {}
    entries = (moved.get(entry.path, entry) for entry in plan.entries)
    would = Plan(plan.project, entries, plan.today, plan.claims, plan.proofs)
    found: dict[str, list[str]] = {}
    for plug in catalogue().values():
        if plug.folder == _FAMILY and weigh(plug.value, plan.project) is not Severity.OFF:
            for finding in plug.value.check(would):
                if finding.span.path in moved:
                    found.setdefault(moved[finding.span.path].id, []).append(finding.hint or finding.message)
    return {name: tuple(dict.fromkeys(words)) for name, words in found.items()}


def _moved(item: Item) -> Item:
    moved = item.model_copy(update={"status": "ready"})
    moved._record = item.record
    return moved
