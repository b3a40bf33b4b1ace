"""The project as `backlogue.yaml` declares it; every key has a default, so the file may be missing."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr

from backlogue.base import Span
from backlogue.base.zones import is_zone
from backlogue.model.definition import Done, Ready, Scorecard
from backlogue.model.evidence import EvidenceRules
from backlogue.model.item import ITEM_TYPES
from backlogue.model.item_types import DEFAULT_WORKFLOW, CustomField, ItemType, Workflow
from backlogue.model.team import Community, SprintRules, Team, TeamSize
from backlogue.model.words import Day, Name, Part, Text
from backlogue.parse import Record

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
SeverityWord = Literal["off", "info", "warning", "error"]


class Policy(Part):
    """A project's own rule: the items of one query must satisfy another."""

    for_: Text = Field(default="", alias="for", description="Query; empty means every item.")
    require: Text = Field(description="Query that the items must match.")
    message: Text = Field(description="What to tell where they do not.")
    severity: Literal["info", "warning", "error"] = Field(default="error", description="How much it matters.")


class Owners(Part):
    """Who may approve changes to some files: the items of a query, or paths."""

    for_: Text = Field(default="", alias="for", description="Query; its items' files.")
    paths: tuple[Text, ...] = Field(default=(), description="Files and folders of the repository.")
    approve: tuple[Annotated[str, Field(pattern=r"^(@[\w.-]+(/[\w./-]+)?|[^\s@]+@[^\s@]+)$")], ...] = Field(
        description="People and teams as the forge knows them: @person, @organisation/team, or a mail address."
    )


class Ids(Part):
    """How new ids are made."""

    style: Literal["sequential", "random"] = Field(
        default="sequential", description="Counting up, or a random tail that no two branches both take."
    )


def _holidays(value: Any) -> Any:
    """A plain list of days is short for days with no name."""
    return dict.fromkeys(value, "") if isinstance(value, list) and all(isinstance(day, str) for day in value) else value


def _zone(value: str) -> str:
    if not is_zone(value):
        raise ValueError("should be a time zone such as Europe/Berlin or UTC")
    return value


class Project(Part):
    """Everything a project decides about its plan."""

    name: Text = Field(default="Backlog", description="What the plan is called, on the site and in reports.")
    repository: Text | None = Field(default=None, description="Web address, for links to source and edit pages.")
    main_branch: Name = Field(default="main", description="The branch whose history counts.")
    time_zone: Annotated[Text, AfterValidator(_zone)] = Field(default="UTC", description="Decides when a day ends.")
    working_days: tuple[Weekday, ...] = Field(
        default=("mon", "tue", "wed", "thu", "fri"), description="Days that count for capacity and timeboxes."
    )
    holidays: Annotated[dict[Day, str], BeforeValidator(_holidays)] = Field(
        default={}, description="Days off and their names; a plain list of days will do."
    )
    disciplines: tuple[Name, ...] = Field(default=(), description="Default: those that members have.")
    priorities: tuple[Text, ...] = Field(
        default=("highest", "high", "medium", "low", "lowest"), description="The most urgent first."
    )
    ids: Ids = Field(default=Ids(), description="How new ids are made.")
    sprint: SprintRules = Field(default=SprintRules(), description="What a sprint may look like.")
    team_size: TeamSize = Field(default=TeamSize(), description="How many people a team should have.")
    teams: dict[Name, Team] = Field(default={}, description="Teams by id.")
    communities: dict[Name, Community] = Field(default={}, description="Communities of practice by id.")
    types: dict[Name, ItemType] = Field(default={}, description="Own item types by name.")
    workflows: dict[Name, Workflow] = Field(
        default={}, description="Workflows by name; the one called default is for all types without another."
    )
    fields: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], CustomField] = Field(
        default={}, description="Own front-matter keys by name."
    )
    ready: dict[Name, Ready] = Field(default={}, description="Definitions of ready by name.")
    done: dict[Name, Done] = Field(default={}, description="Definitions of done by name.")
    scorecards: dict[Name, Scorecard] = Field(default={}, description="Scorecards by name.")
    evidence: EvidenceRules = Field(
        default=EvidenceRules(), description="Which hosts may be asked, and how old it may be."
    )
    policies: dict[Name, Policy] = Field(default={}, description="Own rules by name.")
    owners: dict[Name, Owners] = Field(default={}, description="Who may approve what, by name; later ones go first.")
    rules: dict[Annotated[str, Field(pattern=r"^[A-Z]{3}[0-9]{3}$")], SeverityWord] = Field(
        default={}, description="Severity of a rule in this project, by code."
    )
    never_silenced: tuple[Annotated[str, Field(pattern=r"^[A-Z]{3}[0-9]{0,3}$")], ...] = Field(
        default=(), description="Rules that no file may silence for itself, by code or family, such as CHG."
    )
    views: dict[Name, Text] = Field(default={}, description="Saved queries, by name.")

    _record: Record | None = PrivateAttr(default=None)
    _partial: bool = PrivateAttr(default=False)

    @property
    def partial(self) -> bool:
        """Whether a part of `backlogue.yaml` could not be read: a name it lacks may well have been declared there."""
        return self._partial

    def span(self, *keys: str | int) -> Span:
        """The place of a value in `backlogue.yaml`; of the file's first line when there is no such file."""
        return Span("backlogue.yaml") if self._record is None else self._record.span(*keys)

    def key_span(self, *keys: str | int) -> Span:
        """The place of a key in `backlogue.yaml`."""
        return Span("backlogue.yaml") if self._record is None else self._record.key_span(*keys)

    def line(self, number: int) -> str:
        """A line of `backlogue.yaml` as written, from 1; empty when there is no such file."""
        return "" if self._record is None else self._record.line(number)

    @property
    def text(self) -> str:
        """`backlogue.yaml` as written; empty when there is no such file."""
        return "" if self._record is None else self._record.text

    @property
    def all_disciplines(self) -> tuple[str, ...]:
        """The declared disciplines, or those of all members in the order they are met."""
        if self.disciplines:
            return self.disciplines
        members = (member for team in self.teams.values() for member in team.members.values())
        return tuple(dict.fromkeys(member.discipline for member in members if member.discipline))

    @property
    def people(self) -> dict[str, tuple[str, ...]]:
        """Every member and the teams they are in."""
        found: dict[str, tuple[str, ...]] = {}
        for name, team in self.teams.items():
            for member in team.members:
                found[member] = (*found.get(member, ()), name)
        return found

    @property
    def item_types(self) -> dict[str, str]:
        """Every item type, ours and the project's, with the one of ours that it is like."""
        # One of ours declared anew is a finding and changes nothing; two of them could be like each other.
        own = {name: own.like for name, own in self.types.items() if name not in ITEM_TYPES}
        return {name: name for name in ITEM_TYPES} | own

    def workflow(self, item_type: str) -> Workflow:
        """The workflow an item type follows: named by the type, naming the type, `default`, or ours."""
        own = self.types.get(item_type) if item_type not in ITEM_TYPES else None
        if own is not None and own.workflow is not None and own.workflow in self.workflows:
            return self.workflows[own.workflow]
        for workflow in self.workflows.values():
            if item_type in workflow.for_:
                return workflow
        if own is not None:
            return self.workflow(own.like)
        return self.workflows.get("default", DEFAULT_WORKFLOW)
