"""Teams, people and communities as `backlogue.yaml` declares them."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from backlogue.model.words import Amount, Count, Day, Name, Part, Text


class Member(Part):
    """A person in a team."""

    discipline: Name | None = None
    name: Text | None = None
    role: Text | None = None


def _member(value: Any) -> Any:
    """`bob: backend` is short for `bob: {discipline: backend}`; `bob:` alone is a member with none."""
    if value is None:
        return {}
    return {"discipline": value} if isinstance(value, str) else value


class Interaction(Part):
    """How two teams work together. Source of the modes: Team Topologies."""

    with_: Name = Field(alias="with")
    mode: Literal["collaboration", "x-as-a-service", "facilitating"]
    until: Day | None = None
    purpose: Text | None = None


class Team(Part):
    """A team: who is in it, how it works, what it owns."""

    name: Text | None = None
    prefix: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*$")] | None = None
    kind: Literal["stream-aligned", "platform", "enabling", "complicated-subsystem"] = "stream-aligned"
    method: Literal["scrum", "kanban", "hybrid"] = "scrum"
    review_every: Count | None = Field(default=None, description="Days between reviews, for kanban and hybrid.")
    members: dict[Name, Annotated[Member, BeforeValidator(_member)]] = {}
    interactions: tuple[Interaction, ...] = ()
    wip_limits: dict[Name, Count] = Field(default={}, description="State and how many items may be in it.")
    wip_per_person: Count | None = None
    domains: dict[Name, Literal["clear", "complicated", "complex"]] = {}


class Community(Part):
    """A community of practice: members across teams, and the definitions they own."""

    name: Text | None = None
    members: tuple[Name, ...] = ()
    owns: tuple[Name, ...] = ()


class TeamSize(Part):
    """How many people a team should have."""

    min: Count = 3
    max: Count = 9


class SprintRules(Part):
    """What a sprint may look like."""

    min_days: Count = Field(default=5, description="Calendar days, first and last included.")
    max_days: Count = Field(default=31, description="Calendar days, first and last included.")
    max_item_share: Amount = Field(default=0.5, description="Largest item as a share of the sprint's capacity.")
    velocity_window: Count = Field(default=3, description="How many past sprints of the team speak for it.")
    velocity_margin: Amount = Field(default=0.2, description="How far above their mean a commitment may go.")
