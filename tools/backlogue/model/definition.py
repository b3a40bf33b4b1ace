"""Definitions of ready and done, and scorecards, as `backlogue.yaml` declares them."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from backlogue.model.item import Target
from backlogue.model.words import Amount, Count, Day, Flag, Name, Part, Text

# The way of a model into use, in order. A scorecard may name others.
STAGES: tuple[str, ...] = ("offline", "shadow", "canary", "pilot", "production")


class Ready(Part):
    """A definition of ready: what an item must have before work starts."""

    for_: Text = Field(default="", alias="for", description="Query; empty means every item.")
    extends: tuple[Name, ...] = Field(default=(), description="Definitions of ready whose words it takes over.")
    version: Count | None = Field(default=None, description="Raised by one with each change of what is asked.")
    from_: Day | None = Field(default=None, alias="from", description="The first day on which it is asked for.")
    base: Flag = Field(default=False, description="Only there to be extended: it is asked of no item by itself.")
    require: tuple[Text, ...] = Field(
        default=(), description="Keys that must be set, or: estimate, acceptance-criteria, description."
    )
    advise: tuple[Text, ...] = Field(default=(), description="The same for what is good to have; a remark, no fault.")


class Criterion(Part):
    """One line of a definition of done, and how it is checked."""

    text: Text = Field(description="What must be true, in words.")
    check: Text = Field(default="person", description="How it is checked: person, metric, tests, run, dataset, file.")
    advisory: Flag = Field(default=False, description="Good to have: where it is not met, that is a remark.")
    from_: Day | None = Field(
        default=None, alias="from", description="Asked of items finished on this day or later, and of open ones."
    )
    labels: tuple[Text, ...] = Field(default=(), description="What else it answers to, such as EU AI Act Art. 10.")


class Done(Part):
    """A definition of done: the criteria that apply to the items of a query."""

    for_: Text = Field(default="", alias="for", description="Query; empty means every item.")
    extends: tuple[Name, ...] = Field(default=(), description="Definitions of done whose criteria it takes over.")
    version: Count | None = Field(default=None, description="Raised by one with each change of what is asked.")
    from_: Day | None = Field(default=None, alias="from", description="The same as `from` of each of its criteria.")
    base: Flag = Field(default=False, description="Only there to be extended: it is asked of no item by itself.")
    criteria: dict[Name, Criterion] = Field(default={}, description="The criteria by name.")


class Measure(Part):
    """One line of a scorecard: what is measured, how much it counts, and what each stage asks of it."""

    text: Text = Field(description="What is measured or must be true, in words.")
    section: Text = Field(default="", description="The part of the table it belongs to: accuracy, operational, …")
    check: Text = Field(default="metric", description="How it is checked: metric, person, tests, run, dataset, file.")
    weight: Amount = Field(default=1, description="How much it counts beside the others.")
    must_have: Flag = Field(default=False, description="Without it no stage is passed, whatever the score.")
    unit: Text | None = Field(default=None, description="Unit of the value, such as ms.")
    target: Target | None = Field(default=None, description="What every stage asks of the value.")
    thresholds: dict[Name, Target] = Field(default={}, description="What a stage asks of the value, by stage.")
    stages: tuple[Name, ...] = Field(
        default=(), description="Stages that ask for it; else those with a threshold; else all."
    )
    from_: Day | None = Field(
        default=None, alias="from", description="Asked of items finished on this day or later, and of open ones."
    )
    labels: tuple[Text, ...] = Field(default=(), description="What else it answers to, such as NIST AI RMF: Measure.")

    def asked_at(self, stage: str) -> bool:
        """Whether a stage asks for it."""
        if self.stages:
            return stage in self.stages
        return not self.thresholds or self.target is not None or stage in self.thresholds

    def threshold(self, stage: str) -> Target | None:
        """What a stage asks of its value; None where it is only to be true."""
        return self.thresholds.get(stage, self.target)


class Scorecard(Part):
    """Measures of several kinds in one agreed table, with a threshold for each stage of the way into use."""

    for_: Text = Field(default="", alias="for", description="Query; empty means every item.")
    text: Text | None = Field(default=None, description="What it decides about.")
    version: Count | None = Field(default=None, description="Raised by one with each change of what is asked.")
    stages: tuple[Name, ...] = Field(default=STAGES, min_length=1, description="The stages in order.")
    scoring: Literal["weights", "lowest-section"] = Field(
        default="weights", description="Share of the weights met, or points of the weakest section (ML Test Score)."
    )
    least: Amount | dict[Name, Amount] = Field(
        default={}, description="Score a stage asks for: a share up to 1, or points; one figure, or one for each stage."
    )
    measures: dict[Name, Measure] = Field(description="The measures by name.")

    def asked(self, stage: str) -> dict[str, Measure]:
        """The measures of a stage."""
        return {name: measure for name, measure in self.measures.items() if measure.asked_at(stage)}

    def least_at(self, stage: str) -> float:
        """The score that a stage asks for: all weights, or no points, where nothing is written."""
        if isinstance(self.least, dict):
            return self.least.get(stage, 1.0 if self.scoring == "weights" else 0.0)
        return self.least


def _guard(value: str) -> str:
    card, at, stage = value.partition("@")
    if not card or not at or not stage or "@" in stage:
        raise ValueError("should be a scorecard and a stage, written release@production")
    return value


Guard = Annotated[Text, AfterValidator(_guard)]
