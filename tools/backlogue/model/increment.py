"""Increments: a planning interval of several sprints. Front matter in, typed values out."""

from typing import Annotated, Literal

from pydantic import Field

from backlogue.model.entry import Entry
from backlogue.model.words import Day, Flag, Name, Part, Text

BusinessValue = Annotated[float, Field(strict=True, ge=0, le=10)]
Vote = Annotated[float, Field(strict=True, ge=1, le=5)]


class BusinessValues(Part):
    """Business value of an objective, 1 to 10: as planned, and as the business saw it at the end."""

    planned: BusinessValue = Field(description="As planned.")
    actual: BusinessValue | None = Field(default=None, description="As it turned out.")


class Objective(Part):
    """What a team wants to have reached by the end of an increment."""

    team: Name = Field(description="Id of the team.")
    text: Text = Field(description="What will be true by the end.")
    committed: Flag = Field(
        default=True, description="Whether the team promises it; false for what it would like to reach."
    )
    business_value: BusinessValues | None = Field(default=None, description="From 1 to 10, given by the business.")
    items: tuple[Name, ...] = Field(default=(), description="Ids of the items that serve it.")


class Increment(Entry):
    """A planning interval of several sprints and teams."""

    id: Name = Field(description="Unique name, such as 2026-q3.")
    type: Literal["increment"] = Field(description="What makes this file an increment.")
    title: Text | None = Field(default=None, description="A name for people.")
    goal: Text | None = Field(default=None, description="What the increment is for.")
    start: Day = Field(description="First day.")
    end: Day = Field(description="Last day, included.")
    teams: tuple[Name, ...] = Field(default=(), description="Ids of the teams that take part.")
    objectives: tuple[Objective, ...] = Field(default=(), description="Objectives per team.")
    confidence: dict[Name, Vote | tuple[Vote, ...]] = Field(
        default_factory=dict, description="Confidence vote per team (their mean, or each vote), one to five fingers."
    )

    @property
    def name(self) -> str:
        return self.title or self.id
