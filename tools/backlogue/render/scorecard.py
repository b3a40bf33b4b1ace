"""What a format of `backlogue scorecard` is: a name and a function from scorecards to text. No effects."""

from collections.abc import Callable
from typing import NamedTuple

from backlogue.views.scorecard import Cell, Readiness, Row, Total
from backlogue.views.words import number


class ScorecardFormat(NamedTuple):
    """A format, defined as `FORMAT` in a file of its own below `scorecards/`."""

    name: str
    write: Callable[[Readiness], str]


def score_words(total: Total, least: float, scoring: str) -> str:
    """A score against what is asked: 75 %, at least 80 % asked; or 1.5 points, at least 3 asked."""
    if scoring == "weights":
        return f"{number(round(100 * total.score, 1))} %, at least {number(round(100 * least, 1))} % asked"
    return f"{number(total.score)} points, at least {number(least)} asked; {total.band}"


def cell_words(row: Row, cell: Cell) -> str:
    """How an item stands on a measure: met, 64 ms; or missed, 0.79 is not at least 0.82."""
    value = row.told(cell.value) if cell.stand == "met" else ""
    return ", ".join(part for part in (cell.stand, value, cell.why) if part)
