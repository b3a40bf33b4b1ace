"""EXP106 unexplored: a delivery sprint commits to a complex-domain story that nothing has explored.

Why: in the complex domain cause and effect are seen only afterwards, so one probes first and plans then (Cynefin).
A spike or experiment has explored a story when the story, or the epic above it, depends on it or is related to it,
when it leads to one of them, or when it is done and belongs to the same parent.
Mend: plan a spike or an experiment before it, or commit to it in an experiment sprint.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.model import Item
from backlogue.model.item import Experiment, Spike
from backlogue.plan import Plan
from backlogue.plan.load import standing


def check(plan: Plan) -> Iterator[Finding]:
    led_to: set[str] | None = None
    for sprint in plan.sprints:
        if sprint.kind != "delivery":
            continue
        for item_id in standing(plan, sprint):
            item = plan.item_by_id.get(item_id)
            if item is None or item.domain != "complex" or plan.like(item) != "story" or not plan.is_open(item):
                continue
            if led_to is None:
                led_to = _led_to(plan)
            if not any(_explored(plan, one, led_to) for one in (item, *plan.ancestors(item))):
                message = f"{item_id} is complex, and {sprint.id} commits to it with no spike or experiment before it"
                hint = "plan a spike or an experiment first, and let it depend on that"
                related = (Related(sprint.key_span("commitment", "items", item_id), f"committed in {sprint.id}"),)
                yield Finding(item.span("domain"), message, hint, related)


def _led_to(plan: Plan) -> set[str]:
    """Ids that a spike or experiment names as what follows from it, or as related."""
    probes = [item for item in plan.items if _probes(plan, item)]
    found = {other for item in probes for other in item.relates_to}
    return found.union(*(item.leads_to for item in probes if isinstance(item, Experiment)))


def _explored(plan: Plan, item: Item, led_to: set[str]) -> bool:
    if item.id in led_to:
        return True
    named = (plan.item_by_id.get(one) for one in (*item.depends_on, *item.relates_to))
    if any(one is not None and _probes(plan, one) for one in named):
        return True
    beside = plan.children(item.parent) if item.parent is not None else ()
    return any(_probes(plan, one) and plan.category(one) == "done" for one in beside)


def _probes(plan: Plan, item: Item) -> bool:
    return isinstance(item, Experiment | Spike) and plan.category(item) != "dropped"


RULE = Rule("EXP106", "unexplored", Severity.WARNING, check)
