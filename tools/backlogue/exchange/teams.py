"""Projects, area paths and assignees of an export in; teams and their members out."""

import re
from dataclasses import dataclass, field

from backlogue.base.slug import slug
from backlogue.exchange.issue import Issue
from backlogue.exchange.known import Known
from backlogue.exchange.ledger import Ledger
from backlogue.exchange.mapping import Mapping, lookup
from backlogue.exchange.people import People, read_person
from backlogue.exchange.project_file import TeamFacts


@dataclass(slots=True)
class Teams:
    """Teams as items need them; each person who owns an item is a member of that item's team."""

    mapping: Mapping
    known: Known | None
    people: People
    ledger: Ledger
    paths: bool
    _names: dict[str, str] = field(default_factory=dict)
    _prefixes: dict[str, set[str]] = field(default_factory=dict)
    _members: dict[str, dict[str, str]] = field(default_factory=dict)
    project: str | None = None

    def team(self, issue: Issue) -> str | None:
        """The team of an item: by area path, by the project's key, or by the letters of its id."""
        prefix = issue.id.split("-")[0]
        word, name = self._area(issue) if self.paths else self._project(issue, prefix)
        if word is None:
            word, name = prefix.lower(), name or prefix
        if self.known is not None and word not in self.known.teams:
            return None
        self._names.setdefault(word, name or word)
        self._prefixes.setdefault(word, set()).add(prefix)
        return word

    def owner(self, issue: Issue, team: str | None) -> str | None:
        """The accountable person; kept in the body when the project at the destination does not know them."""
        cell = issue.first("owner")
        if cell is None:
            return None
        account = issue.text("owner_id")
        person = read_person(cell.text, account)
        handle = self.people.handle(person)
        if self.known is not None and not any(handle in members for members in self.known.teams.values()):
            issue.keep(cell)
            self.ledger.left(cell, "backlogue.yaml has no such team member")
            return None
        if team is not None:
            self._members.setdefault(team, {})[handle] = self.people.shown(handle)
        for taken in issue.all("owner")[:1] + issue.all("owner_id")[:1]:
            issue.take(taken)
            self.ledger.became(taken.heading, taken.text, handle)
        return handle

    def learn(self, issue: Issue) -> None:
        """Account ids that stand beside names: `Reporter Id` belongs to `Reporter`, and so on."""
        for field_name in ("owner_id", "person_id"):
            counted: dict[str, int] = {}
            for cell in issue.all(field_name):
                base = _base(cell.heading)
                at = counted[base] = counted.get(base, -1) + 1
                names = [
                    other for other in issue.all("owner") + issue.all("person") if other.heading.casefold() == base
                ]
                if at < len(names):
                    self.people.learn(cell.text, names[at].text)
                    if field_name == "person_id":
                        issue.take(cell)
                        self.ledger.became(cell.heading, cell.text, names[at].text.strip())

    def facts(self) -> dict[str, TeamFacts]:
        """What the project file says of each team; letters of ids that several teams share belong to none."""
        owners: dict[str, int] = {}
        for prefixes in self._prefixes.values():
            for prefix in prefixes:
                owners[prefix] = owners.get(prefix, 0) + 1
        found = {}
        for team in sorted(self._names):
            own = sorted(prefix for prefix in self._prefixes[team] if owners[prefix] == 1)
            found[team] = TeamFacts(self._names[team], own[0] if own else None, self._members.get(team, {}))
        return found

    def _project(self, issue: Issue, prefix: str) -> tuple[str | None, str | None]:
        key, name = issue.first("project_key"), issue.first("project_name")
        word = lookup(self.mapping.teams, key.text if key else prefix) or prefix.lower()
        for cell in issue.all("project_key") + issue.all("project_name"):
            issue.take(cell)
            self.ledger.became(cell.heading, cell.text, f"team {word}")
        told = " ".join(name.text.split()) if name else None
        self.project = self.project or told
        return word, told

    def _area(self, issue: Issue) -> tuple[str | None, str | None]:
        area, project = issue.first("area"), issue.first("project_name")
        self.project = self.project or (" ".join(project.text.split()) if project else None)
        for cell in issue.all("project_name"):
            issue.take(cell)
            self.ledger.became(cell.heading, cell.text, "the project's name")
        if area is None:
            return None, " ".join(project.text.split()) if project else None
        parts = [part.strip() for part in area.text.strip().strip("\\").split("\\") if part.strip()] or [
            area.text.strip()
        ]
        decided = lookup(self.mapping.teams, area.text) or lookup(self.mapping.teams, parts[-1])
        word = decided or slug(parts[-1]) or None
        if word is None:
            issue.keep(area)
        else:
            issue.take(area)
            self.ledger.became(area.heading, area.text, f"team {word}")
        return word, parts[-1]


def _base(heading: str) -> str:
    """The heading of the names that a column of account ids belongs to."""
    return re.sub(r"^id (?:de |del |der |do |da )?(?:la |el )?|[ -]id$", "", heading.casefold()).strip()
