"""Velocity and say/do: for each past sprint a bar of what was delivered along a track of what was committed."""

from collections.abc import Iterable
from typing import Protocol

from backlogue.render.chart import Cell, Chart, Drawing, Key, mark, plain, svg
from backlogue.views.course import Pacing, Promise
from backlogue.views.words import count, number

_HEAD, _ROW, _BAR = 36, 46, 16


class _Sprints(Protocol):
    @property
    def velocity(self) -> tuple[Pacing, ...]: ...


def draw(view: _Sprints) -> Drawing | None:
    """None before a sprint with a commitment is over."""
    if not view.velocity:
        return None
    several = len(view.velocity) > 1
    most = max(max(one.committed, one.delivered, one.mean or 0) for team in view.velocity for one in team.sprints) or 1
    parts: list[str] = []
    top = 0
    for team in view.velocity:
        if several:
            parts.append(mark("text", _short(team.team, 24), x=0, y=top + 24, class_="head"))
            parts.append(mark("text", _mean(team), x="100%", y=top + 24, text_anchor="end", class_="soft"))
            top += _HEAD
        for one in team.sprints:
            parts += _bar(one, top, most)
            top += _ROW
    title = "Velocity: points committed and delivered"
    summary = " ".join(_words(team, several) for team in view.velocity)
    return Drawing(
        title=title,
        summary=summary,
        svg=svg(top, title, summary, "".join(parts), "velocity"),
        columns=(
            "Sprint",
            "Team",
            "Committed",
            "Delivered",
            "Kept, %",
            "Items kept",
            "Items",
            f"Mean of {view.velocity[0].window}",
        ),
        rows=tuple(_row(team, one) for team in view.velocity for one in team.sprints),
        legend=_legend(view.velocity),
    )


def _legend(teams: tuple[Pacing, ...]) -> tuple[Key, ...]:
    """Only what is to be seen."""
    sprints = [one for team in teams for one in team.sprints]
    found = [Key("load", "Delivered of the commitment")]
    if any(one.delivered > one.kept for one in sprints):
        found.append(Key("extra", "Delivered besides"))
    found.append(Key("", "Committed, not delivered"))
    if any(one.mean is not None for one in sprints):
        found.append(Key("mean", f"Mean of the last {teams[0].window} sprints"))
    return tuple(found)


def _bar(one: Promise, top: int, most: float) -> Iterable[str]:
    bar = top + 22
    committed, kept = 100 * one.committed / most, 100 * min(one.kept, one.delivered) / most
    extra = max(0.0, 100 * one.delivered / most - kept)
    yield mark("text", _short(one.sprint, 30), x=0, y=top + 16)
    figures = f"{number(one.delivered)} of {number(one.committed)}"
    yield mark("text", figures, x="100%", y=top + 16, text_anchor="end", class_="soft")
    if committed:
        yield mark("rect", x=0, y=bar, width=f"{plain(committed)}%", height=_BAR, class_="track")
    if kept:
        yield mark("rect", x=0, y=bar, width=f"{plain(kept)}%", height=_BAR, class_="load")
    if extra:
        yield mark("rect", x=f"{plain(kept)}%", y=bar + 3, width=f"{plain(extra)}%", height=_BAR - 6, class_="extra")
    if one.mean is not None:
        x = f"{plain(100 * one.mean / most)}%"
        yield mark("line", x1=x, x2=x, y1=bar - 3, y2=bar + _BAR + 3, class_="mean")


def _short(name: str, most: int) -> str:
    """Names share their line with figures; the table has them whole."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _mean(team: Pacing) -> str:
    return "" if team.mean is None else f"mean {team.mean:.1f}"


def _words(team: Pacing, several: bool) -> str:
    if team.mean is None:
        words = f"fewer than {count(team.window, 'sprint')} are over, so there is no mean yet"
    else:
        words = f"a mean of {count(team.mean, 'point')} delivered in the last {count(team.window, 'sprint')}"
    return f"{team.team}: {words}." if several else f"{words[:1].upper()}{words[1:]}."


def _row(team: Pacing, one: Promise) -> tuple[Cell, ...]:
    return (
        one.sprint, team.team, one.committed, one.delivered, one.percent, one.items_kept, one.items, one.mean,
    )  # fmt: skip


CHART = Chart("velocity", draw)
