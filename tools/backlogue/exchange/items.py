"""Rows with ids in; the text of every item, sprint and of the project file out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from backlogue.base.slug import slug
from backlogue.exchange import values
from backlogue.exchange.body import Writer, span_of
from backlogue.exchange.dates import Reader
from backlogue.exchange.dialect import Dialect
from backlogue.exchange.faults import at_cell
from backlogue.exchange.issue import Issue
from backlogue.exchange.kinds import RANK, Types
from backlogue.exchange.known import Known
from backlogue.exchange.ledger import Ledger
from backlogue.exchange.links import Links
from backlogue.exchange.mapping import Mapping
from backlogue.exchange.project_file import ProjectFacts, project_text
from backlogue.exchange.sprints import FIELD, Sprints
from backlogue.exchange.statuses import State, States
from backlogue.exchange.teams import Teams
from backlogue.exchange.tree import tree_parents
from backlogue.exchange.yamltext import Value, block

_ENDED = {
    "resolved",
    "resuelta",
    "gelöst",
    "erledigt",
    "résolu",
    "resolvido",
    "closed date",
    "microsoft.vsts.common.closeddate",
}
# What a spike or an experiment must say here, and no foreign tool asks for; nobody can add it to finished ones.
_UNKNOWABLE = {"spike": ("EXP102", "EXP108"), "experiment": ("EXP101", "EXP102", "EXP103", "EXP104")}
# A file may hold 1,000,000 bytes; what is longer goes to a text file that is no item.
_LARGEST = 900_000


@dataclass(slots=True)
class Maker:
    """The decisions of an import, applied to every row."""

    dialect: Dialect
    mapping: Mapping
    known: Known | None
    ledger: Ledger
    types: Types
    states: States
    teams: Teams
    sprints: Sprints
    links: Links
    dates: Reader
    remarks: dict[str, None] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)

    def files(self, issues: Sequence[Issue]) -> dict[str, str]:
        """Every file of the import by path, items first."""
        for issue in issues:
            self.teams.learn(issue)
            self._project(issue)
        kinds = {issue.id: self._kind(issue) for issue in issues}
        parents = self._parents(issues, kinds)
        for issue in issues:
            self.links.read(issue)
        found: dict[str, str] = {}
        for issue in issues:
            found |= self._item(issue, kinds[issue.id], parents.get(issue.id))
        self._say_undated()
        found |= self.sprints.files()
        if self.known is None:
            found["backlogue.yaml"] = project_text(self._facts())
        return dict(sorted(found.items()))

    def _project(self, issue: Issue) -> None:
        """What repeats in every row because it is about the project is said once, in the project file."""
        for cell in issue.all("project"):
            issue.take(cell)
            self.remarks[f"{cell.heading} of {issue.id.split('-')[0]}: {cell.text.strip()}"] = None
            self.ledger.became(
                cell.heading,
                cell.text,
                "said once, at the top of backlogue.yaml"
                if self.known is None
                else "left out, as it is about the project",
            )
        for cell in issue.all("drop"):
            issue.take(cell)
            self.ledger.became(cell.heading, cell.text, "left out, as the mapping file says")

    def _kind(self, issue: Issue) -> str:
        cell = issue.first("type")
        kind = self.types.of(cell.text if cell else "")
        if cell is not None:
            issue.take(cell)
            self.ledger.became(cell.heading, cell.text, kind)
        return kind

    def _parents(self, issues: Sequence[Issue], kinds: dict[str, str]) -> dict[str, str]:
        """Parents that our hierarchy allows; others become relations."""
        by_tree = tree_parents(issues)
        named = {issue.id: self.links.parent(issue) or by_tree.get(issue.id) for issue in issues}
        self._raise_tasks(issues, kinds, named)
        found: dict[str, str] = {}
        for issue in issues:
            parent = named[issue.id]
            if parent is None:
                continue
            above, below = self.types.rank(kinds[parent]), self.types.rank(kinds[issue.id])
            if above is not None and below is not None and above < below:
                found[issue.id] = parent
            else:
                self.links.misplaced(issue, parent, kinds[issue.id], kinds[parent])
        self.links.say_misplaced()
        return found

    def _raise_tasks(self, issues: Sequence[Issue], kinds: dict[str, str], named: dict[str, str | None]) -> None:
        """A task with sub-tasks stands where stories stand: Jira has both at one level, we do not."""
        parents = {parent for item, parent in named.items() if parent is not None and kinds[item] == "task"}
        for issue in issues:
            above = named[issue.id]
            rank = None if above is None else self.types.rank(kinds[above])
            if issue.id in parents and kinds[issue.id] == "task" and (rank is None or rank < RANK["story"]):
                kinds[issue.id] = "story"
                for cell in issue.all("type"):
                    issue.keep(cell, "a story here, as it has tasks of its own")
                    self.ledger.left(cell, f"{issue.id} is a story here, as it has tasks of its own")

    def _item(self, issue: Issue, kind: str, parent: str | None) -> dict[str, str]:
        state = self._state_of(issue)
        front = self._front(issue, kind, parent, state)
        values.show_dates(issue, self.dates, self.ledger)
        for cell in issue.all("seconds"):
            issue.keep(cell, "", span_of(cell.text))
        writer = Writer(self.dialect.markup, self.dialect.steps, self.dates, self.teams.people, self.ledger)
        body = writer.body(issue, state.category == "done")
        name = slug(str(front["title"]))
        folder = front.get("team") or issue.id.split("-")[0].lower()
        path = f"backlog/{folder}/{issue.id}{'-' + name if name else ''}.md"
        return _whole(issue.id, path, "\n".join(["---", *block(front), "---", ""]), body)

    def _front(self, issue: Issue, kind: str, parent: str | None, state: State) -> dict[str, Value]:
        team = self.teams.team(issue)
        sprint, iterations = self.sprints.place(issue, team, self.ledger)
        front: dict[str, Value] = {
            "id": issue.id,
            "type": kind,
            "title": values.title_of(issue),
            "status": state.name,
        }
        status = issue.text("status")
        more: dict[str, Value] = {
            "team": team,
            "parent": parent,
            "owner": self.teams.owner(issue, team),
            "sprint": sprint,
            "priority": values.priority_of(issue, self.mapping, self.known, self.ledger),
            "rank": self._rank(issue),
            "points": values.points_of(issue, self.ledger),
            "labels": values.labels_of(issue, self.dialect.label_parting),
            "depends_on": tuple(self.links.depends_on.get(issue.id, ())),
            "relates_to": tuple(self.links.relates_to.get(issue.id, ())),
            "due": values.due_of(issue, self.dates, self.ledger),
            "waiting_for": f"not said in {self.dialect.title}, where the status is {status}"
            if state.category == "waiting"
            else None,
        }
        front |= {key: value for key, value in more.items() if value is not None and value != ()}
        if silent := _UNKNOWABLE.get(self.types.added.get(kind, kind)):
            front["silence"] = dict.fromkeys(silent, f"Imported from {self.dialect.title}, which does not ask for it")
        front |= self._iterations(issue, iterations)
        own = values.own_fields(issue, self.known, self.ledger)
        self.fields |= dict.fromkeys(own, f"Imported from {self.dialect.title}")
        return front | own

    def _state_of(self, issue: Issue) -> State:
        status, category = issue.first("status"), issue.first("category")
        over = bool(issue.text("resolution")) or any(cell.heading.casefold() in _ENDED for cell in issue.all("date"))
        state = self.states.of(status, category, issue.text("resolution"), over)
        for cell, word in ((status, state.name), (category, f"category {state.category}")):
            if cell is not None:
                issue.take(cell)
                self.ledger.became(cell.heading, cell.text, word)
        return state

    def _rank(self, issue: Issue) -> str | None:
        cell = issue.first("rank")
        if cell is None or not cell.text.strip().isprintable():
            return None
        issue.take(cell)
        return cell.text.strip()

    def _iterations(self, issue: Issue, names: tuple[str, ...]) -> dict[str, Value]:
        """Names of sprints that the item's `sprint` does not say: a field of the project's own, where it has it."""
        if not names:
            return {}
        if self.known is not None and FIELD not in self.known.fields:
            for cell in issue.all("sprint"):
                issue.keep(cell)
            return {}
        self.fields[FIELD] = f"Sprints by their names in {self.dialect.title}"
        return {FIELD: names}

    def _say_undated(self) -> None:
        for name, (count, cell) in sorted(self.sprints.undated.items()):
            hint = f'add to a mapping file: sprints: {{"{name}": {{start: …, end: …}}}}'
            items = "1 item" if count == 1 else f"{count} items"
            message = f"no dates are known for the sprint {name!r} of {items}; its name is kept under {FIELD}"
            self.ledger.say(at_cell("IMP113", cell, message, hint))

    def _facts(self) -> ProjectFacts:
        teams = self.teams.facts()
        name = self.mapping.name or self.teams.project or f"Imported from {self.dialect.title}"
        return ProjectFacts(
            name,
            self.dialect.title,
            teams,
            self.states.added,
            self.types.added,
            self.fields,
            tuple(self.remarks),
        )


def _whole(item: str, path: str, front: str, body: str) -> dict[str, str]:
    """The item's file; sections that would make it too large are moved to a file beside the backlog."""
    text = f"{front}{body}\n" if body else front
    if len(text.encode()) <= _LARGEST:
        return {path: text}
    kept: list[str] = []
    moved: list[str] = []
    size = len(front.encode())
    for section in body.split("\n\n## "):
        size += len(section.encode()) + 5
        (kept if size <= _LARGEST and not moved else moved).append(section)
    more = f"imported/{item}.md"
    rest = "\n\n## ".join(["", *moved]).lstrip("\n") if kept else "\n\n## ".join(moved)
    note = f"Imported text too long for this file stands in [{more}](../../{more})."
    return {
        path: front + "\n\n## ".join(kept) + ("\n\n" if kept else "") + note + "\n",
        more: f"# {item}\n\n{rest}\n",
    }
