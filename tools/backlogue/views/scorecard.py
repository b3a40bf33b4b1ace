"""A plan and items in; their scorecards side by side, at each stage or at one, with no markup out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from backlogue.done.hypothesis import in_words
from backlogue.done.scorecard import Line, Score, band
from backlogue.done.standing import cards_of, standing
from backlogue.done.threshold import rounded
from backlogue.model import Item
from backlogue.model.definition import Measure, Scorecard
from backlogue.plan import Plan
from backlogue.views.words import number


@dataclass(frozen=True, slots=True)
class Cell:
    """How an item stands on a measure: met, missed, waived or unknown; `why` says what is against it or who waived."""

    item: str
    stand: str
    value: float | None
    machine: bool
    evidence: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """A measure at a stage, and a cell for each item; `bounds` are the threshold's two sides as numbers."""

    name: str
    text: str
    section: str
    weight: float
    must_have: bool
    threshold: str
    bounds: tuple[float | None, float | None]
    unit: str
    labels: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def asked(self) -> str:
        """The threshold with its unit; empty where the measure has only to be true."""
        return f"{self.threshold} {self.unit}".rstrip() if self.threshold else ""

    def told(self, value: float | None) -> str:
        """A value for people, with its unit; empty for none."""
        return f"{rounded(value, *self.bounds)} {self.unit}".rstrip() if value is not None else ""


@dataclass(frozen=True, slots=True)
class Total:
    """An item's score at a stage, and whether it passes; `band` says what an ML Test Score means."""

    item: str
    title: str
    score: float
    passed: bool
    lacking: tuple[str, ...]
    sections: tuple[tuple[str, float], ...]
    band: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a scorecard: what it asks for, and the items at it."""

    name: str
    least: float
    rows: tuple[Row, ...]
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A scorecard with its stages in order. `scoring` is weights (a share up to 1) or lowest-section (points)."""

    name: str
    text: str
    version: int | None
    scoring: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """The scorecards of some items."""

    today: date
    cards: tuple[Card, ...]


def readiness(plan: Plan, items: Sequence[Item], card: str | None = None, stage: str | None = None) -> Readiness:
    """The scorecards that apply to the items, or one of them; all stages, or one."""
    applying: dict[str, list[Item]] = {}
    for item in items:
        for name, _ in cards_of(plan, item):
            if card in (None, name):
                applying.setdefault(name, []).append(item)
    cards = plan.project.scorecards
    found = (_card(plan, name, cards[name], held, stage) for name, held in applying.items())
    return Readiness(plan.today, tuple(one for one in found if one.stages))


def score_shown(scoring: str, value: float) -> str:
    """A score in words: a share in per cent, or points."""
    return f"{number(100 * value)} %" if scoring == "weights" else number(value)


def _card(plan: Plan, name: str, card: Scorecard, items: Iterable[Item], only: str | None) -> Card:
    held = list(items)
    stages = []
    for stage in card.stages:
        if only in (None, stage):
            scores = [standing(plan, item, name, card, stage) for item in held]
            stages.append(_stage(card, stage, held, scores))
    return Card(name, card.text or "", card.version, card.scoring, tuple(stages))


def _stage(card: Scorecard, stage: str, items: Sequence[Item], scores: Sequence[Score]) -> Stage:
    rows = []
    for name, measure in card.asked(stage).items():
        lines = [next((line for line in one.lines if line.name == name), None) for one in scores]
        rows.append(_row(name, measure, stage, [(item, line) for item, line in zip(items, lines, strict=True) if line]))
    totals = tuple(_total(card, item, one) for item, one in zip(items, scores, strict=True))
    return Stage(stage, card.least_at(stage), tuple(row for row in rows if row.cells), totals)


def _row(name: str, measure: Measure, stage: str, lines: Iterable[tuple[Item, Line]]) -> Row:
    cells = tuple(Cell(item.id, line.stand, line.value, line.machine, line.evidence, line.why) for item, line in lines)
    target, unit, must = measure.threshold(stage), measure.unit or "", measure.must_have
    bounds = target.bounds if target is not None else (None, None)
    asked = in_words(target)
    return Row(name, measure.text, measure.section, measure.weight, must, asked, bounds, unit, measure.labels, cells)


def _total(card: Scorecard, item: Item, one: Score) -> Total:
    lacking = tuple(line.name for line in one.lacking)
    sections = one.sections if card.scoring == "lowest-section" else ()
    words = band(one.score) if card.scoring == "lowest-section" else ""
    return Total(item.id, item.title, one.score, one.passed, lacking, sections, words)
