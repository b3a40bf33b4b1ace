"""Lines over days in, an SVG drawing out: as wide as its page, with text that keeps its size and no script.

The lines lie in an inner drawing that stretches in both directions while strokes keep their width; dots and
words lie over it by percent. Lines differ by dash and dots as well as by colour.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from backlogue.render.chart import mark, plain, svg
from backlogue.views.words import number

_TOP, _HEIGHT, _FOOT = 26.0, 200.0, 26.0
_LEFT, _RIGHT = 7.0, 98.0
_CLOSE = 24.0
# Days with a name below them: the first, the last, and so many in between that a phone has room.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the class of its look, a value for each day (None for days to come), words on days and at its end."""

    look: str
    values: Sequence[float | None]
    dots: bool = False
    area: bool = False
    notes: Mapping[int, str] = field(default_factory=dict)
    end: str = ""


def figure(lines: Sequence[Line], days: Sequence[str], title: str, description: str, name: str) -> str:
    """The whole drawing; days are in words, and only some of them are shown."""
    top = _ceiling(max((value for line in lines for value in line.values if value is not None), default=0.0))
    parts = [*_grid(top), *_names(days)]
    inner = "".join(part for line in lines for part in _stroke(line, top, len(days)))
    parts.append(
        f'<svg x="{plain(_LEFT)}%" y="{plain(_TOP)}" width="{plain(_RIGHT - _LEFT)}%" height="{plain(_HEIGHT)}" '
        f'viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">{inner}</svg>'
    )
    ends = _ends(lines, top)
    parts += [part for line in lines for part in _over(line, top, len(days), ends)]
    return svg(_TOP + _HEIGHT + _FOOT, title, description, "".join(parts), name)


def signed(value: float) -> str:
    """+3 or −9, with a real minus sign."""
    return f"+{number(value)}" if value > 0 else f"−{number(-value)}"


def _ceiling(value: float) -> float:
    """The end of the scale: 1, 2, 4, 5, 6 or 8 times a power of ten, not below the value."""
    step = 1.0
    while step * 10 < value:
        step *= 10
    return next((step * times for times in (1, 2, 3, 4, 5, 6, 8) if step * times >= value), step * 10)


def _grid(top: float) -> Iterable[str]:
    for part in (0.0, 0.5, 1.0):
        y = _TOP + _HEIGHT * (1 - part)
        yield mark("line", x1="0", x2="100%", y1=y, y2=y, class_="axis" if part == 0 else "grid")
        yield mark("text", number(top * part), x=0, y=y - 4, class_="soft")


def _names(days: Sequence[str]) -> Iterable[str]:
    last = len(days) - 1
    steps = {round(last * part / _NAMED) for part in range(_NAMED + 1)} if last else {0}
    y = _TOP + _HEIGHT + 18
    for place in sorted(steps):
        anchor = "start" if place == 0 else "end" if place == last else "middle"
        edge = "" if place in (0, last) or place * 2 == last else " spare"
        at = "0" if place == 0 else "100%" if place == last else f"{plain(_x(place, len(days)))}%"
        yield mark("text", _short(days[place]), x=at, y=y, text_anchor=anchor, class_=f"soft{edge}")


def _short(day: str) -> str:
    """6 Jul of 6 July 2026."""
    words = day.split(" ")
    return f"{words[0]} {words[1][:3]}" if len(words) == 3 else day


def _stroke(line: Line, top: float, days: int) -> Iterable[str]:
    known = [(place, value) for place, value in enumerate(line.values) if value is not None]
    if not known:
        return
    points = [(100 * place / max(1, days - 1), 100 * (1 - value / top)) for place, value in known]
    path = "M" + "L".join(f"{plain(x)} {plain(y)}" for x, y in points)
    if line.area:
        yield mark(
            "path", d=f"{path}L{plain(points[-1][0])} 100L{plain(points[0][0])} 100Z", class_=f"area {line.look}"
        )
    yield mark("path", d=path, class_=f"stroke {line.look}", vector_effect="non-scaling-stroke")


def _over(line: Line, top: float, days: int, ends: Sequence[float]) -> Iterable[str]:
    """Dots, and words above them; the words at the end stand left of it, where there is always room."""
    known = [(place, value) for place, value in enumerate(line.values) if value is not None]
    before = known[0][1] if known else 0.0
    for place, value in known:
        x, y = f"{plain(_x(place, days))}%", _y(value, top)
        if line.dots:
            yield mark("circle", cx=x, cy=y, r=3.5, class_=f"dot {line.look}")
        if place in line.notes:
            # Above the line where it falls, too.
            yield mark(
                "text", line.notes[place], x=x, y=min(y, _y(before, top)) - 9, text_anchor="middle", class_="note"
            )
        before = value
    if known and line.end:
        place, value = known[-1]
        y = _y(value, top)
        # Below its point where another line ends just above it.
        below = any(0 < y - other < _CLOSE for other in ends) and y + 18 < _TOP + _HEIGHT
        anchor = "end" if place * 2 > days else "start"
        x = f"{plain(_x(place, days))}%"
        yield mark("text", line.end, x=x, y=y + 18 if below else y - 10, text_anchor=anchor, class_=f"end {line.look}")


def _ends(lines: Iterable[Line], top: float) -> list[float]:
    """Where lines with words at their end stop."""
    known = ([value for value in line.values if value is not None] for line in lines if line.end)
    return [_y(values[-1], top) for values in known if values]


def _y(value: float, top: float) -> float:
    return _TOP + _HEIGHT * (1 - value / top)


def _x(place: int, days: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * place / max(1, days - 1)
