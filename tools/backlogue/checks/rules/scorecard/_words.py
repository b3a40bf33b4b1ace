"""A score that does not pass in; why it does not, in words, out."""

from backlogue.done.scorecard import Line, Score

_MOST = 3


def why_not(found: Score) -> str:
    """The must-haves that are lacking or, where there are none, the score and what would raise it."""
    lacking = found.lacking or found.open
    shown = [_line(line) for line in lacking[:_MOST]]
    more = [f"{len(lacking) - _MOST} more"] if len(lacking) > _MOST else []
    rest = "; ".join((*shown, *more))
    if found.lacking:
        return rest
    figure = f"its score is {figures(found.score)}, and {figures(found.least)} is asked for"
    return f"{figure} ({rest})" if rest else figure


def figures(value: float) -> str:
    """A score with two decimals at most: 0.75, 3."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _line(line: Line) -> str:
    return f"{line.name}: {line.why}"
