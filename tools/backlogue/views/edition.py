"""What a site is made from: a plan, its diagnostics and the moment they speak of. Frozen; indexes on demand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from backlogue.base import Diagnostic
from backlogue.plan import Plan


@dataclass(frozen=True)
class AsOf:
    """The moment a site shows: a commit (empty outside git), its day, and whether files changed since."""

    commit: str = ""
    day: str = ""
    changed: bool = False

    @property
    def words(self) -> str:
        """For example: As of 6 July 2026, commit 1a2b3c4, with changes not yet committed."""
        from_commit = f", commit {self.commit[:8]}" if self.commit else ", files outside git"
        return f"As of {self.day}{from_commit}{', with changes not yet committed' if self.changed else ''}"


@dataclass(frozen=True)
class Edition:
    """One edition of the site. `saved` holds the ids that each saved view of the project selects, in its order."""

    plan: Plan
    diagnostics: tuple[Diagnostic, ...]
    as_of: AsOf
    saved: Mapping[str, Sequence[str]] = field(default_factory=dict)
    criteria: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def by_path(self) -> dict[str, tuple[Diagnostic, ...]]:
        """The diagnostics of each file."""
        found: dict[str, list[Diagnostic]] = {}
        for one in self.diagnostics:
            found.setdefault(one.span.path, []).append(one)
        return {path: tuple(ones) for path, ones in found.items()}

    @cached_property
    def item_of_path(self) -> dict[str, str]:
        """The item that each file defines."""
        return {item.path: item.id for item in self.plan.item_by_id.values()}

    @cached_property
    def people(self) -> dict[str, str]:
        """Each member's id and the name to show."""
        teams = self.plan.project.teams.values()
        return {who: member.name or who for team in teams for who, member in team.members.items()}

    def person(self, who: str | None) -> str:
        """A person's name; the id where no team knows them; empty for nobody."""
        return self.people.get(who, who) if who else ""

    def team(self, name: str | None) -> str:
        """A team's name for people; its id where it has none; empty for no team."""
        if not name:
            return ""
        team = self.plan.project.teams.get(name)
        return (team.name if team else None) or name
