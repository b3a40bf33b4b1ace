"""SHP113 unknown-in-project: `backlogue.yaml` names a team, person, state, discipline or definition it does not have.

Why: a limit on a misspelt state limits nothing, and an agreement with a team that does not exist binds nobody.
Mend: correct the name, or declare what it names.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.model import Project
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    if plan.project.partial:
        return
    yield from _teams(plan.project)
    yield from _communities(plan.project)


def _teams(project: Project) -> Iterator[Finding]:
    states = {state for kind in project.item_types for state in project.workflow(kind).states}
    for name, team in project.teams.items():
        for index, one in enumerate(team.interactions):
            place = project.span("teams", name, "interactions", index, "with")
            if one.with_ == name:
                yield Finding(place, f"team {name} works together with itself", "name the other team")
            elif one.with_ not in project.teams:
                message = f"team {name} works together with {one.with_}, which is no team"
                yield Finding(place, message, suggest(one.with_, project.teams))
        for state in team.wip_limits:
            if state not in states:
                place = project.key_span("teams", name, "wip_limits", state)
                yield Finding(place, f"team {name} limits {state!r}, which is no state", suggest(state, sorted(states)))
        for person, member in team.members.items():
            if project.disciplines and member.discipline is not None and member.discipline not in project.disciplines:
                short = project.span("teams", name, "members", person)
                long = project.span("teams", name, "members", person, "discipline")
                message = f"{person} has the discipline {member.discipline}, which is not one of the project's"
                yield Finding(long or short, message, suggest(member.discipline, project.disciplines))


def _communities(project: Project) -> Iterator[Finding]:
    people = project.people
    definitions = {**project.done, **project.ready}
    for name, community in project.communities.items():
        for index, person in enumerate(community.members):
            if people and person not in people:
                place = project.span("communities", name, "members", index)
                yield Finding(place, f"community {name} has {person}, who is in no team", suggest(person, people))
        for index, owned in enumerate(community.owns):
            if owned not in definitions:
                place = project.span("communities", name, "owns", index)
                message = f"community {name} owns {owned!r}, which is no definition of done or ready"
                yield Finding(place, message, suggest(owned, definitions))


RULE = Rule("SHP113", "unknown-in-project", Severity.ERROR, check)
