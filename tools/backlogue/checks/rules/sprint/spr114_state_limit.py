"""SPR114 state-limit: a team has more items in a state than its limit allows.

Why: what is started together is finished late together. A story is not counted beside its own tasks in that state.
Mend: finish something before the next thing starts, or agree on another limit under the team's `wip_limits`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan
from backlogue.plan.progress import pieces


def check(plan: Plan) -> Iterator[Finding]:
    limited = {name: team.wip_limits for name, team in plan.project.teams.items() if team.wip_limits}
    work = pieces(plan) if limited else {}
    for name, limits in limited.items():
        for state, limit in limits.items():
            inside = [item for item in work.get(name, ()) if item.status == state]
            if len(inside) > limit:
                message = f"team {name} has {len(inside)} items {state}, above its limit of {limit}"
                related = tuple(Related(item.span("status"), f"{item.id} is {state}") for item in inside)
                hint = f"finish {len(inside) - limit} of them before another starts"
                yield Finding(plan.project.span("teams", name, "wip_limits", state), message, hint, related)


RULE = Rule("SPR114", "state-limit", Severity.WARNING, check)
