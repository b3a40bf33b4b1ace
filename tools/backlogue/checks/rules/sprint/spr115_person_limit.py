"""SPR115 person-limit: somebody owns more work in progress than the team's limit for one person.

Why: each further item makes all of them later, and this person the bottleneck.
Mend: finish or hand over something, or agree on another `wip_per_person`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity, natural
from backlogue.checks.rule import Rule
from backlogue.model import Item
from backlogue.plan import Plan
from backlogue.plan.progress import pieces


def check(plan: Plan) -> Iterator[Finding]:
    limits = {name: team.wip_per_person for name, team in plan.project.teams.items() if team.wip_per_person is not None}
    work = pieces(plan) if limits else {}
    for name, limit in limits.items():
        for person, owned in _by_owner(plan, work.get(name, [])).items():
            if len(owned) > limit:
                message = f"{person} owns {len(owned)} items in progress, and team {name} allows {limit} for one person"
                related = tuple(Related(item.span("owner"), f"{item.id} is {item.status}") for item in owned)
                hint = f"finish or hand over {len(owned) - limit} of them: {', '.join(item.id for item in owned)}"
                yield Finding(plan.project.span("teams", name, "wip_per_person"), message, hint, related)


def _by_owner(plan: Plan, work: list[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in work:
        if item.owner is not None and plan.category(item) == "doing":
            found.setdefault(item.owner, []).append(item)
    return {owner: sorted(items, key=lambda item: natural(item.id)) for owner, items in found.items()}


RULE = Rule("SPR115", "person-limit", Severity.WARNING, check)
