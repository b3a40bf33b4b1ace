"""The lines of a scorecard at a stage in; its score, and whether the stage is passed, out. Nothing is looked up here.

Two ways of scoring. `weights`: the weights of the measures met, as a share of the weights of all that are asked and
not waived (our definition). `lowest-section`: the points of the weakest section, where a measure gives 0.5 points when
a person did it and wrote down what came of it, and 1 when a machine does it each time. Source of the second:
Breck et al., The ML Test Score, 2017, section on computing the score.
"""

from typing import Literal, NamedTuple

from backlogue.model.definition import Measure, Scorecard
from backlogue.model.item import Target

Stand = Literal["met", "missed", "waived", "unknown"]

MANUAL, AUTOMATED = 0.5, 1.0
# Upper ends (included) of the bands of the ML Test Score, and what a score in each says of a system, in our words.
_BANDS = (
    (0.0, "nearer to research than to a product"),
    (1.0, "not untested, but serious gaps are likely"),
    (2.0, "the basics of a product are there"),
    (3.0, "reasonably tested; more could be automated"),
    (5.0, "strongly tested and monitored"),
)
_BEST = "exceptionally tested and monitored"


class Line(NamedTuple):
    """A measure at a stage: what is asked, the value seen, and how it stands.

    `evidence` is the key under `evidence` or `waivers` that speaks for it, `machine` whether a source was asked, `why`
    says what stands against a measure that is not met, or which files changed since its evidence was read.
    """

    name: str
    measure: Measure
    threshold: Target | None
    value: float | None
    stand: Stand
    machine: bool = False
    evidence: str = ""
    why: str = ""

    @property
    def points(self) -> float:
        """What it gives to its section: its weight, or half of it where only a person vouches."""
        return self.measure.weight * (AUTOMATED if self.machine else MANUAL) if self.stand == "met" else 0.0


class Score(NamedTuple):
    """A scorecard of an item at a stage. `score` is a share up to 1 (weights) or points (lowest-section)."""

    card: str
    stage: str
    lines: tuple[Line, ...]
    score: float
    least: float
    sections: tuple[tuple[str, float], ...]

    @property
    def lacking(self) -> tuple[Line, ...]:
        """The must-haves that are neither met nor waived."""
        return tuple(line for line in self.lines if line.measure.must_have and line.stand in ("missed", "unknown"))

    @property
    def open(self) -> tuple[Line, ...]:
        """All measures that are neither met nor waived."""
        return tuple(line for line in self.lines if line.stand in ("missed", "unknown"))

    @property
    def passed(self) -> bool:
        """Whether no must-have is lacking and the score is what the stage asks for."""
        return not self.lacking and self.score >= self.least - 1e-9


def score(name: str, card: Scorecard, stage: str, lines: tuple[Line, ...]) -> Score:
    """The score of some lines by a scorecard's way of scoring."""
    sections = by_section(lines)
    found = share(lines) if card.scoring == "weights" else lowest(sections)
    return Score(name, stage, lines, found, card.least_at(stage), tuple(sections.items()))


def share(lines: tuple[Line, ...]) -> float:
    """Weights met of weights asked, from 0 to 1; 1 where nothing with a weight is asked."""
    asked = [line for line in lines if line.stand != "waived"]
    whole = sum(line.measure.weight for line in asked)
    return sum(line.measure.weight for line in asked if line.stand == "met") / whole if whole else 1.0


def by_section(lines: tuple[Line, ...]) -> dict[str, float]:
    """The points of each section, in the order of the scorecard; a waived measure gives none."""
    found: dict[str, float] = {}
    for line in lines:
        found[line.measure.section] = found.get(line.measure.section, 0.0) + line.points
    return found


def lowest(sections: dict[str, float]) -> float:
    """The points of the weakest section; 0 where there is none."""
    return min(sections.values(), default=0.0)


def band(points: float) -> str:
    """What a final ML Test Score says of a system."""
    return next((words for end, words in _BANDS if points <= end), _BEST)
