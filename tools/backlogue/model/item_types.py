"""What a project declares about its items: their types, the states they go through, and keys of its own."""

from typing import Literal

from pydantic import Field

from backlogue.base.states import DEFAULT_STATES, Category
from backlogue.model.definition import Guard
from backlogue.model.words import Name, Number, Part, Text


class Workflow(Part):
    """The states of some types, and how an item moves between them."""

    for_: tuple[Text, ...] = Field(default=(), alias="for", description="Item types that follow it.")
    states: dict[Name, Category] = Field(
        default=DEFAULT_STATES, description="State and what it means for progress, in the order of a board."
    )
    transitions: dict[Name, tuple[Name, ...]] = Field(default={}, description="From each state; absent means any.")
    requires: dict[Name, tuple[Text, ...]] = Field(default={}, description="Keys an item needs in a state.")
    guards: dict[Name, Guard | tuple[Guard, ...]] = Field(
        default={}, description="Scorecards an item must pass in a state, such as release@production."
    )

    def category(self, state: str) -> Category | None:
        """What a state means for progress; None when the workflow does not know it."""
        return self.states.get(state)

    def guarded(self, state: str) -> tuple[str, ...]:
        """The scorecards that a state asks for, each at a stage: release@production."""
        found = self.guards.get(state, ())
        return (found,) if isinstance(found, str) else found


DEFAULT_WORKFLOW = Workflow()


class ItemType(Part):
    """A project's own item type, like one of ours."""

    like: Literal["initiative", "epic", "story", "task", "bug", "spike", "experiment", "risk", "contract"] = Field(
        default="story", description="The type of ours whose keys and place in the hierarchy it has."
    )
    workflow: Name | None = Field(default=None, description="Name of its workflow.")
    description: Text | None = Field(default=None, description="What it is for.")


class CustomField(Part):
    """A project's own front-matter key."""

    type: Literal["text", "number", "integer", "boolean", "date", "choice", "list", "person", "item", "url"] = Field(
        description="What it may hold."
    )
    for_: tuple[Text, ...] = Field(
        default=(), alias="for", description="Item types that may have it; absent means all."
    )
    required_for: tuple[Text, ...] = Field(default=(), description="Item types that must have it.")
    values: tuple[Text, ...] = Field(default=(), description="What a choice (or a list) may hold.")
    pattern: Text | None = Field(default=None, description="Regular expression that a text must match whole.")
    min: Number | None = Field(default=None, description="The least number.")
    max: Number | None = Field(default=None, description="The greatest number.")
    description: Text | None = Field(default=None, description="What it is for; editors show it.")
