"""Burndown: points left at the end of each working day of a sprint, beside the even pace that would end at none."""

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
    left = [point.left for point in burn.points]
    lines = (
        Line("even", [point.ideal for point in burn.points]),
        Line("left", left, dots=True, notes=dict(_notes(burn)), end=_end(burn)),
    )
    title = "Burndown: points left at the end of each working day"
    legend = [Key("left", "Points left"), Key("even", "An even pace")]
    if any(point.change for point in burn.points):
        legend.append(Key("moved", "The scope changed by so many points"))
    return Drawing(
        title=title,
        summary=_words(burn),
        svg=figure(lines, [point.day for point in burn.points], title, _words(burn), "burndown"),
        columns=("Day", "Points left", "Even pace", "Scope change", "Items left"),
        rows=tuple(_row(point) for point in burn.points),
        legend=tuple(legend),
    )


def _notes(burn: Burn) -> list[tuple[int, str]]:
    return [(place, signed(point.change)) for place, point in enumerate(burn.points) if point.change]


def _end(burn: Burn) -> str:
    known = [point.left for point in burn.points if point.left is not None]
    return f"{number(known[-1])} left"


def _words(burn: Burn) -> str:
    known = [point for point in burn.points if point.left is not None]
    start, last = known[0], known[-1]
    what = "committed" if burn.committed else "planned"
    ahead = (last.left or 0.0) - last.ideal
    over = len(known) == len(burn.points)
    pace = "" if over else f", {count(abs(ahead), 'point')} {'behind' if ahead > 0 else 'ahead of'} an even pace"
    when = "At the end" if over else f"On {last.day}" if last is not start else "At the start"
    changed = sum(point.change for point in burn.points)
    scope = f" The scope changed by {signed(changed)}." if changed else ""
    return f"{count(start.left or 0, 'point')} {what} at the start. {when} {number(last.left or 0)} left{pace}.{scope}"


def _row(point: Point) -> tuple[str | float | None, ...]:
    items = None if point.items is None or point.items_done is None else point.items - point.items_done
    return point.day, point.left, point.ideal, point.change or None, items


CHART = Chart("burndown", draw)
