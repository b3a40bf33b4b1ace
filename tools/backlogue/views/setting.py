"""A plan in, what all its items share out: the project's own decisions, and which ids there are."""

from dataclasses import dataclass
from functools import cached_property

from backlogue.base import ID_IN_TEXT
from backlogue.base.digest import digest
from backlogue.model import Project
from backlogue.plan import Plan


@dataclass(frozen=True)
class Setting:
    """A project, and the ids of its items and sprints; `former` are ids that items had and that nothing has now."""

    project: Project
    items: frozenset[str]
    sprints: frozenset[str]
    former: frozenset[str]

    @cached_property
    def mark(self) -> str:
        """A digest of everything that the setting was made from."""
        project = self.project
        ids = (*sorted(self.items), "", *sorted(self.sprints), "", *sorted(self.former))
        return digest(project.text, str(project.partial), *ids)

    @cached_property
    def people(self) -> dict[str, str]:
        """Each member's id and the name to show."""
        teams = self.project.teams.values()
        return {who: member.name or who for team in teams for who, member in team.members.items()}

    def person(self, who: str | None) -> str:
        """A person's name; the id where no team knows them; empty for nobody."""
        return self.people.get(who, who) if who else ""

    def team(self, name: str | None) -> str:
        """A team's name for people; its id where it has none; empty for no team."""
        if not name:
            return ""
        team = self.project.teams.get(name)
        return (team.name if team else None) or name

    def mentions(self, text: str) -> tuple[str, ...]:
        """The ids in a text that some item has or had; the page makes them links."""
        words = set(ID_IN_TEXT.findall(text))
        return tuple(sorted(words & self.items | words & self.former))


def setting_of(plan: Plan) -> Setting:
    """The setting of a plan's items."""
    return Setting(plan.project, frozenset(plan.item_by_id), frozenset(plan.sprint_by_id), frozenset(plan.former))
