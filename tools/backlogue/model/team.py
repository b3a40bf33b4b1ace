"""Teams, people and communities as `backlogue.yaml` declares them."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from backlogue.model.words import Amount, Count, Day, Name, Part, Text


class Member(Part):
    """A person in a team."""

    discipline: Name | None = Field(default=None, description="One of the project's disciplines.")
    name: Text | None = Field(default=None, description="The name in full.")
    role: Text | None = Field(default=None, description="For instance product owner.")


def _member(value: Any) -> Any:
    """`bob: backend` is short for `bob: {discipline: backend}`; `bob:` alone is a member with none."""
    if value is None:
        return {}
    return {"discipline": value} if isinstance(value, str) else value


class Interaction(Part):
    """How two teams work together. Source of the modes: Team Topologies."""

    with_: Name = Field(alias="with", description="Id of the other team.")
    mode: Literal["collaboration", "x-as-a-service", "facilitating"] = Field(description="How the two work together.")
    until: Day | None = Field(
        default=None, description="The day by which it ends; collaboration and facilitating need one."
    )
    purpose: Text | None = Field(default=None, description="What it is for.")


class Team(Part):
    """A team: who is in it, how it works, what it owns."""

    name: Text | None = Field(default=None, description="The name in full.")
    prefix: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*$")] | None = Field(
        default=None, description="What the ids of its items begin with."
    )
    kind: Literal["stream-aligned", "platform", "enabling", "complicated-subsystem"] = Field(
        default="stream-aligned", description="Its kind in Team Topologies."
    )
    method: Literal["scrum", "kanban", "hybrid"] = Field(default="scrum", description="How it plans.")
    review_every: Count | None = Field(default=None, description="Days between reviews, for kanban and hybrid.")
    members: dict[Name, Annotated[Member, BeforeValidator(_member)]] = Field(
        default={}, description="People by id; a discipline alone is short for a member of that discipline."
    )
    interactions: tuple[Interaction, ...] = Field(default=(), description="How it works with other teams.")
    wip_limits: dict[Name, Count] = Field(default={}, description="State and how many items may be in it.")
    wip_per_person: Count | None = Field(default=None, description="How many items one person may have in progress.")
    domains: dict[Name, Literal["clear", "complicated", "complex"]] = Field(
        default={}, description="What it owns, and how well that is understood."
    )


class Community(Part):
    """A community of practice: members across teams, and the definitions they own."""

    name: Text | None = Field(default=None, description="The name in full.")
    members: tuple[Name, ...] = Field(default=(), description="Ids of people, of any team.")
    owns: tuple[Name, ...] = Field(
        default=(), description="Names of the definitions of ready and done that it decides about."
    )


class TeamSize(Part):
    """How many people a team should have."""

    min: Count = Field(default=3, description="The fewest.")
    max: Count = Field(default=9, description="The most.")


class SprintRules(Part):
    """What a sprint may look like."""

    min_days: Count = Field(default=5, description="Calendar days, first and last included.")
    max_days: Count = Field(default=31, description="Calendar days, first and last included.")
    max_item_share: Amount = Field(default=0.5, description="Largest item as a share of the sprint's capacity.")
    velocity_window: Count = Field(default=3, description="How many past sprints of the team speak for it.")
    velocity_margin: Amount = Field(default=0.2, description="How far above their mean a commitment may go.")
