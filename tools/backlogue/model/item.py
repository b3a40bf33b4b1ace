"""Items: the unit of a backlog. One class a type, all frozen; front matter in, typed values out."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from backlogue.model.entry import Entry
from backlogue.model.words import Amount, Day, ItemId, Line, Lockable, Name, Number, Part, Text
from backlogue.parse import Checkbox

Domain = Literal["clear", "complicated", "complex", "chaotic", "confused"]
Names = tuple[Name, ...]
ItemIds = tuple[ItemId, ...]


class Wsjf(Part):
    """Weighted shortest job first: cost of delay (three parts) over job size, all relative numbers."""

    business_value: Amount = Field(description="What it is worth to users and the business.")
    time_criticality: Amount = Field(description="How fast that value fades.")
    risk_reduction: Amount = Field(description="What it makes safer or possible later.")
    job_size: Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False, description="How much work it is.")]

    @property
    def score(self) -> float:
        """(business value + time criticality + risk reduction) / job size. Source: SAFe, WSJF."""
        return (self.business_value + self.time_criticality + self.risk_reduction) / self.job_size


class Target(Part):
    """A threshold; at least one side is written."""

    at_least: Number | None = Field(default=None, description="The least value that meets it.")
    at_most: Number | None = Field(default=None, description="The greatest value that meets it.")

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            sides = {"least": f"{self.at_least:g}", "most": f"{self.at_most:g}"}
            raise PydanticCustomError("impossible_target", "is met by no value: {least} is above {most}", sides)
        return self

    @property
    def empty(self) -> bool:
        return self.at_least is None and self.at_most is None

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        return self.at_least, self.at_most

    def met_by(self, value: float) -> bool:
        """Whether a finite value lies inside both sides."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


class Proof(Part):
    """What proves a criterion: a person's word (`by`, `on`), or a reference that a source understands."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Lockable]

    by: Name | None = Field(default=None, description="Who vouches for it.")
    on: Day | None = Field(default=None, description="The day on which they did.")
    role: Text | None = Field(default=None, description="As what they did, for instance product owner.")

    @property
    def attested(self) -> bool:
        """Whether a person vouches for it, by name and day."""
        return self.by is not None and self.on is not None


class Waiver(Part):
    """A criterion set aside for an item: by whom, when, why, and until when."""

    by: Name = Field(description="Who set it aside.")
    on: Day = Field(description="The day of that decision.")
    reason: str = Field(default="", description="Why; a waiver without a reason is a finding.")
    until: Day | None = Field(default=None, description="The last day it holds.")


class Reopening(Part):
    """Why work that was closed goes on."""

    on: Day = Field(description="The day.")
    reason: Text = Field(description="What made it necessary.")


class Checkpoint(Part):
    """What a sprint can promise of work that outlasts it."""

    sprint: Name = Field(description="Id of the sprint that promises it.")
    text: Text = Field(description="What will be there by its end.")
    evidence: Proof | None = Field(default=None, description="What proves that it is.")


class BusinessOutcome(Part):
    """The business figure that an initiative or epic exists for."""

    metric: Text = Field(description="What is measured.")
    baseline: Number | None = Field(default=None, description="Its value before.")
    target: Target | Number | None = Field(default=None, description="The value that is wanted, or a threshold.")
    evidence: Proof | None = Field(default=None, description="Where the value can be seen.")


class Hypothesis(Part):
    """What an experiment believes and how it will know, written before the result."""

    belief: Text = Field(description="What is believed.")
    because: Text | None = Field(default=None, description="Why.")
    metric: Text | None = Field(default=None, description="What is measured to find out.")
    baseline: Number | None = Field(default=None, description="The metric today.")
    target: Target | None = Field(default=None, description="The threshold, fixed before the result is known.")
    data: Text | None = Field(default=None, description="Which data decides.")


class Item(Entry):
    """The keys that every item may have."""

    id: ItemId = Field(description="PREFIX-NUMBER, unique in the repository, never used again.")
    type: Text = Field(description="Kind of work; decides hierarchy, workflow and further keys.")
    title: Line = Field(description="One line that says what will be true when this is done.")
    status: Text = Field(description="A state of the type's workflow.")
    team: Name | None = Field(default=None, description="Id of the team that does the work.")
    parent: ItemId | None = Field(default=None, description="Id of the item this one is a part of.")
    owner: Name | None = Field(default=None, description="The one accountable person.")
    with_: Names = Field(default=(), alias="with", description="People who help.")
    sprint: Name | None = Field(default=None, description="Id of the sprint it is planned in.")
    priority: Text | None = Field(default=None, description="One of the project's priorities.")
    rank: Text | None = Field(default=None, description="Order in the backlog: a text that sorts.")
    points: Amount | None = Field(default=None, description="Estimate in the project's own scale.")
    estimate: dict[Name, Amount] = Field(default_factory=dict, description="Estimate in points per discipline.")
    labels: tuple[Text, ...] = Field(default=(), description="Free words to find items by.")
    depends_on: ItemIds = Field(default=(), description="Ids of items that must be done first.")
    relates_to: ItemIds = Field(default=(), description="Ids of items worth reading beside it.")
    domain: Domain | None = Field(default=None, description="Cynefin domain of the problem.")
    wsjf: Wsjf | None = Field(default=None, description="Weighted shortest job first.")
    formerly: ItemIds = Field(default=(), description="Ids it had before it was renumbered; old links lead here.")
    due: Day | None = Field(default=None, description="Day by which it must be done.")
    waiting_for: Text | None = Field(default=None, description="Why work has stopped.")
    reopened: tuple[Reopening, ...] = Field(default=(), description="When and why closed work was taken up again.")
    checkpoints: tuple[Checkpoint, ...] = Field(default=(), description="What each sprint can promise of long work.")
    evidence: dict[Name, Proof] = Field(default_factory=dict, description="Criterion and what proves it.")
    waivers: dict[Name, Waiver] = Field(
        default_factory=dict, description="Criterion and who set it aside, why, until when."
    )

    @property
    def size(self) -> float | None:
        """Points: the sum over disciplines where they are estimated apart; None when there is no estimate."""
        return sum(self.estimate.values()) if self.estimate else self.points

    @property
    def proofs(self) -> Mapping[str, Proof]:
        """All that it names as proof: of a criterion by the criterion, of a checkpoint by `checkpoint_names`."""
        if not self.checkpoints:
            return self.evidence
        points = zip(self.checkpoint_names, self.checkpoints, strict=True)
        return {**self.evidence, **{name: one.evidence for name, one in points if one.evidence is not None}}

    @property
    def checkpoint_names(self) -> tuple[str, ...]:
        """What the proof of each checkpoint goes by: `checkpoint:SPRINT`, the second in a sprint `checkpoint:SPRINT:2`.

        The colon keeps these apart from criteria; the sprint stays the same when checkpoints are added before it.
        """
        seen: Counter[str] = Counter()
        names = []
        for point in self.checkpoints:
            seen[point.sprint] += 1
            again = f":{seen[point.sprint]}" if seen[point.sprint] > 1 else ""
            names.append(f"checkpoint:{point.sprint}{again}")
        return tuple(names)

    def proof_place(self, name: str) -> tuple[str | int, ...]:
        """The keys under which a proof is written."""
        if name in self.evidence:
            return ("evidence", name)
        return ("checkpoints", self.checkpoint_names.index(name), "evidence")

    @property
    def acceptance(self) -> tuple[Checkbox, ...]:
        """The task-list lines under the heading "Acceptance criteria"."""
        return tuple(box for box in self.checkboxes if box.section == "acceptance criteria")


class Initiative(Item):
    """A large intent of several epics."""

    outcome: BusinessOutcome | None = Field(default=None, description="The business figure it exists for.")


class Epic(Initiative):
    """A body of work of several stories, with one purpose."""


class Spike(Item):
    """Time-boxed work that answers a question."""

    question: Text | None = Field(default=None, description="What must be known.")
    timebox: Amount | None = Field(default=None, description="Working days it may take.")
    answer: Text | None = Field(default=None, description="What was found.")


class Experiment(Item):
    """A hypothesis with a threshold fixed before its result; failing it is a result too."""

    hypothesis: Hypothesis | None = Field(default=None, description="Belief, metric, baseline, target, data.")
    timebox: Amount | None = Field(default=None, description="Working days it may take.")
    runs: tuple[Text, ...] = Field(default=(), description="Runs in a tracking server: mlflow:ID or wandb:PATH.")
    result: Number | None = Field(default=None, description="The metric's value that decided.")
    outcome: Literal["validated", "invalidated", "inconclusive"] | None = Field(
        default=None, description="What the result says about the hypothesis."
    )
    learning: Text | None = Field(default=None, description="What is known now that was not known before.")
    decision: Literal["persevere", "pivot", "kill", "keep-testing"] | None = Field(
        default=None, description="What follows from it."
    )
    leads_to: ItemIds = Field(default=(), description="Items that follow from what was learned.")


class Risk(Item):
    """Something that may go wrong."""

    roam: Literal["resolved", "owned", "accepted", "mitigated", "open"] = Field(
        default="open", description="ROAM state; an owned risk names its owner."
    )
    impact: Literal["low", "medium", "high"] | None = Field(default=None, description="How bad it would be.")
    likelihood: Literal["low", "medium", "high"] | None = Field(default=None, description="How likely it is.")


class Provided(Part):
    """What a contract promises."""

    team: Name = Field(description="Id of the team that keeps the promise.")
    name: Text = Field(description="What it is called.")
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$")] = Field(
        description="Semantic version, such as 1.4.0."
    )
    schema_: Text | None = Field(default=None, alias="schema", description="Path of a JSON Schema in the repository.")


class Consumer(Part):
    """Who builds on a contract, and which versions they can take."""

    team: Name = Field(description="Id of the team.")
    version: Text = Field(description="Versions it can take, such as >=1.2,<2.")


class Contract(Item):
    """A promise between teams: what one provides in which version, and who consumes it."""

    provides: Provided | None = Field(default=None, description="Team, name, version, schema.")
    consumers: tuple[Consumer, ...] = Field(default=(), description="Teams and their version ranges.")


class Story(Item):
    """Something a user can do afterwards."""


class Task(Item):
    """A piece of work inside a story."""


class Bug(Item):
    """Something that does not do what it should."""


ITEM_TYPES: dict[str, type[Item]] = {
    "initiative": Initiative,
    "epic": Epic,
    "story": Story,
    "task": Task,
    "bug": Bug,
    "spike": Spike,
    "experiment": Experiment,
    "risk": Risk,
    "contract": Contract,
}
