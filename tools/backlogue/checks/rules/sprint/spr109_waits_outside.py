"""SPR109 waits-outside: a sprint commits to an item that waits for open work outside the sprint.

Why: the team has promised something that others decide about. A dependency planned in a sprint that ends
before this one starts is no finding until that sprint is over.
Mend: wait until it is done, take it into the sprint, or agree on the part that does not need it.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.model import Item, Sprint
from backlogue.plan import Plan
from backlogue.plan.load import standing


def check(plan: Plan) -> Iterator[Finding]:
    for sprint in plan.sprints:
        inside = standing(plan, sprint)
        for item_id in inside:
            item = plan.item_by_id.get(item_id)
            if item is None or not item.depends_on:
                continue
            for other in plan.blockers(item):
                if other.id not in inside and other.sprint != sprint.id and not _in_time(plan, other, sprint):
                    yield _finding(sprint, item, other)


def _in_time(plan: Plan, other: Item, sprint: Sprint) -> bool:
    """Whether it is planned to be done before the sprint starts, and that can still come true."""
    planned = plan.sprint_by_id.get(other.sprint) if other.sprint is not None else None
    return planned is not None and plan.today <= planned.end < sprint.start


def _finding(sprint: Sprint, item: Item, other: Item) -> Finding:
    of_team = f" of team {other.team}" if other.team is not None and other.team != item.team else ""
    where = f"planned in {other.sprint}" if other.sprint is not None else "in no sprint"
    message = f"{sprint.id} commits to {item.id}, which waits for {other.id}{of_team}: {other.status}, {where}"
    hint = f"take it out of {sprint.id} until {other.id} is done, or record the part that does not need it"
    place = next((span for span, text in item.written("depends_on") if text == other.id), item.span("depends_on"))
    return Finding(place, message, hint, (Related(other.span("status"), f"{other.id} is {other.status}"),))


RULE = Rule("SPR109", "waits-outside", Severity.ERROR, check)
