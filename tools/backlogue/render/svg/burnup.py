"""Burnup: points done at the end of each working day of a sprint, below the line of its scope."""

from typing import Protocol

from backlogue.render.chart import Chart, Drawing, Key
from backlogue.render.plot import Line, figure, signed
from backlogue.views.course import Burn, Point
from backlogue.views.words import count, number


class _Sprint(Protocol):
    @property
    def burn(self) -> Burn | None: ...


def draw(view: _Sprint) -> Drawing | None:
    """None where no history tells the course."""
    burn = view.burn
    if burn is None or not any(point.scope for point in burn.points):
        return None
    start = burn.points[0].scope or 0.0
    notes = {place: signed(point.change) for place, point in enumerate(burn.points) if point.change}
    known = [point for point in burn.points if point.scope is not None]
    scope, done = known[-1].scope or 0.0, known[-1].done or 0.0
    # Where both lines end in one point there is room for one word.
    aim = f"scope {number(scope)}" if scope != done else ""
    lines = (
        Line("even", [start - point.ideal for point in burn.points]),
        Line("scope", [point.scope for point in burn.points], notes=notes, end=aim),
        Line(
            "done",
            [point.done for point in burn.points],
            dots=True,
            area=True,
            end=f"{number(done)} done" if aim else f"all {number(done)} done",
        ),
    )
    title = "Burnup: points done, and the scope"
    legend = [Key("done", "Points done"), Key("scope", "Scope"), Key("even", "An even pace")]
    if notes:
        legend.append(Key("moved", "The scope changed by so many points"))
    return Drawing(
        title=title,
        summary=_words(known),
        svg=figure(lines, [point.day for point in burn.points], title, _words(known), "burnup"),
        columns=("Day", "Scope", "Points done", "Even pace", "Items", "Items done"),
        rows=tuple(
            (point.day, point.scope, point.done, start - point.ideal, point.items, point.items_done)
            for point in burn.points
        ),
        legend=tuple(legend),
    )


def _words(known: list[Point]) -> str:
    first, last = known[0], known[-1]
    items = f"{last.items_done} of {count(last.items or 0, 'item')}"
    words = f"{number(last.done or 0)} of {count(last.scope or 0, 'point')} done, {items}."
    grown = (last.scope or 0) - (first.scope or 0)
    if not grown:
        return f"{words} The scope is what it was at the start."
    verb = "grew" if grown > 0 else "shrank"
    return f"{words} The scope {verb} from {number(first.scope or 0)} to {count(last.scope or 0, 'point')}."


CHART = Chart("burnup", draw)
