"""Sprints: a team's time-boxed commitment. Front matter in, typed values out."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from backlogue.model.entry import Entry
from backlogue.model.words import Amount, Count, Day, Flag, ItemId, Name, Part, Text


class PersonDays(Part):
    """A discipline's capacity as people and the days they are away."""

    people: Count = Field(description="How many people of the discipline take part.")
    days_off: Amount = Field(default=0, description="Person-days away, in sum.")
    points_per_day: Amount = Field(default=0.8, description="Points one person can take in a working day.")


# What a team may knowingly live with: load, readiness, waiting, size. Not dates, overlaps or silent changes of scope.
OVERRIDABLE = r"^(SPR10[6-9]|SPR110|RDY[0-9]{3})$"


class Override(Part):
    """Findings that somebody decided to live with. They stay visible, as notes that say who and why."""

    by: Name = Field(description="Who decided it.")
    reason: Text = Field(description="Why.")
    rules: tuple[Annotated[str, Field(pattern=OVERRIDABLE)], ...] = Field(description="Codes of the rules.")


class Commitment(Part):
    """What the team took on: the day, and the points of each item on that day."""

    on: Day = Field(description="The day of the commitment.")
    items: dict[ItemId, Amount] = Field(default={}, description="Id of each item and its points on that day.")
    override: Override | None = Field(default=None, description="Findings that were known and accepted.")


def _written(key: str) -> dict[str, Any]:
    """What a schema says of a map in which a key has a text behind it."""
    return {"required": [key], "properties": {key: {"type": "string"}}}


class Change(Part):
    """A change of scope after the commitment: an item that came in, one that went out, or a swap of both."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [_written("add"), _written("remove")]})

    on: Day = Field(description="The day of the change.")
    add: ItemId | None = Field(default=None, description="Id of an item that came in.")
    remove: ItemId | None = Field(default=None, description="Id of an item that went out.")
    reason: Text = Field(description="Why.")
    override: Override | None = Field(default=None, description="Findings that were known and accepted.")

    @model_validator(mode="after")
    def _some_item(self) -> Self:
        if self.add is None and self.remove is None:
            raise PydanticCustomError("no_item", "names no item that came in or went out")
        return self


class Sprint(Entry):
    """A sprint of one team."""

    id: Name = Field(description="Unique name, such as churn-2026-07.")
    type: Literal["sprint"] = Field(description="What makes this file a sprint.")
    title: Text | None = Field(default=None, description="A name for people, where the id is not enough.")
    team: Name | None = Field(default=None, description="Id of the team.")
    kind: Literal["delivery", "experiment", "spike"] = Field(default="delivery", description="What the sprint is for.")
    increment: Name | None = Field(default=None, description="Id of the increment it belongs to.")
    goal: Text | None = Field(default=None, description="The one thing the sprint is for.")
    start: Day = Field(description="First day.")
    end: Day = Field(description="Last day, included.")
    capacity: dict[Name, Amount | PersonDays] = Field(
        default_factory=dict, description="Points (or people) per discipline."
    )
    commitment: Commitment | None = Field(default=None, description="What the team took on.")
    changes: tuple[Change, ...] = Field(default=(), description="Changes of scope after the commitment.")
    delivered: dict[ItemId, Amount] | None = Field(
        default=None, description="What was done by the end; written when the sprint is closed."
    )
    goal_met: Flag | None = Field(default=None, description="Whether the goal was reached.")

    @property
    def name(self) -> str:
        return self.title or self.id
