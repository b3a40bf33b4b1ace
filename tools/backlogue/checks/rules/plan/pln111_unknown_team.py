"""PLN111 unknown-team: a file names a team that `backlogue.yaml` does not have.

Nothing is said in a project that declares no teams.

Why: the work is on nobody's board. Mend: correct the name, or declare the team under `teams`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.model import Entry
from backlogue.model.item import Contract
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    teams = plan.project.teams
    if not teams or plan.project.partial:
        return
    for entry, keys, name in _named(plan):
        if name not in teams:
            place = entry.key_span(*keys) if keys[0] == "confidence" else entry.span(*keys)
            yield Finding(place, f"there is no team {name}", suggest(name, teams))


def _named(plan: Plan) -> Iterator[tuple[Entry, tuple[str | int, ...], str]]:
    """Every team that is named, by whom and where."""
    for item in plan.items:
        if item.team is not None:
            yield item, ("team",), item.team
        if isinstance(item, Contract):
            if item.provides is not None:
                yield item, ("provides", "team"), item.provides.team
            for index, consumer in enumerate(item.consumers):
                yield item, ("consumers", index, "team"), consumer.team
    for sprint in plan.sprints:
        if sprint.team is not None:
            yield sprint, ("team",), sprint.team
    for increment in plan.increments:
        for index, name in enumerate(increment.teams):
            yield increment, ("teams", index), name
        for index, objective in enumerate(increment.objectives):
            yield increment, ("objectives", index, "team"), objective.team
        for name in increment.confidence:
            yield increment, ("confidence", name), name


RULE = Rule("PLN111", "unknown-team", Severity.ERROR, check)
