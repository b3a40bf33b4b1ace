"""Capacity: for each discipline of a sprint, a bar of what was taken on along a track of what fits."""

from typing import Protocol

from backlogue.render.chart import Chart, Drawing, Key, mark, svg
from backlogue.views.load import Load, Share
from backlogue.views.words import number

_ROW, _BAR = 50, 18


class _Sprint(Protocol):
    @property
    def load(self) -> Load: ...


def draw(view: _Sprint) -> Drawing | None:
    """None when the sprint says nothing about either side."""
    load = view.load
    if not load.shares:
        return None
    verb = "Committed" if load.committed else "Planned"
    longest = max((max(share.load, share.capacity or 0) for share in load.shares), default=0) or 1
    title = f"{verb} against capacity, in points"
    summary = f"{load.words[:1].upper()}{load.words[1:]}."
    hatch = (
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="hatch" d="M0 0V6"/></pattern></defs>'
    )
    bars = "".join(_bar(place, share, longest) for place, share in enumerate(load.shares))
    rows = (*((share.discipline, share.capacity, share.load, share.over) for share in load.shares), _sum(load))
    legend = [Key("load", verb), Key("", "Room left")]
    if any(share.over for share in load.shares):
        legend.append(Key("over", "Above capacity"))
    return Drawing(
        title=title,
        summary=summary,
        svg=svg(_ROW * len(load.shares), title, summary, hatch + bars, "capacity"),
        columns=("Discipline", "Capacity", verb, "Above"),
        rows=rows,
        legend=tuple(legend),
    )


def _bar(place: int, share: Share, longest: float) -> str:
    top = place * _ROW
    bar = top + 24
    room = 100 * (share.capacity or 0) / longest
    load = 100 * share.load / longest
    parts = [mark("text", share.discipline, x=0, y=top + 16)]
    parts.append(
        mark("text", _words(share), x="100%", y=top + 16, text_anchor="end", class_="over" if share.over else "soft")
    )
    if room:
        parts.append(mark("rect", x=0, y=bar, width=f"{room:.2f}%", height=_BAR, class_="track"))
    inside = min(load, room) if share.capacity is not None else load
    if inside:
        parts.append(mark("rect", x=0, y=bar, width=f"{inside:.2f}%", height=_BAR, class_="load"))
    if share.over:
        parts.append(
            mark("rect", x=f"{room:.2f}%", y=bar, width=f"{load - room:.2f}%", height=_BAR, class_="over-part")
        )
    return "".join(parts)


def _words(share: Share) -> str:
    if share.capacity is None:
        return f"{number(share.load)}, no capacity given"
    over = f", over by {number(share.over)}" if share.over else ""
    return f"{number(share.load)} of {number(share.capacity)}{over}"


def _sum(load: Load) -> tuple[str, float | None, float, float]:
    return "all", load.capacity, load.load, sum(share.over for share in load.shares)


CHART = Chart("capacity", draw)
