"""What a chart is: a name and a function from a page's view to a drawing (SVG, words, table). No effects."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from backlogue.render.xml import escape, quoteattr

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: the class of its mark, and what it means."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart for people who see it and people who do not: picture, summary in words, and its figures."""

    title: str
    summary: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legend: tuple[Key, ...] = ()
    csv: str = ""


class Chart(NamedTuple):
    """A kind of chart, defined as `CHART` in a file of its own below `svg/`. A page kind names the ones it shows."""

    name: str
    draw: Callable[[Any], Drawing | None]


def svg(height: float, title: str, description: str, body: str, name: str) -> str:
    """A drawing as wide as its page: x is in percent and text keeps its size, so a phone reads it too."""
    return (
        f'<svg class="chart" width="100%" height="{plain(height)}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>{body}</svg>'
    )


def mark(tag: str, text: str | None = None, /, **attributes: str | float) -> str:
    """One SVG element; `class_` is `class`, and an underscore in a name is a hyphen."""
    written = "".join(
        f" {name.rstrip('_').replace('_', '-')}={quoteattr(value if isinstance(value, str) else plain(value))}"
        for name, value in attributes.items()
    )
    return f"<{tag}{written}/>" if text is None else f"<{tag}{written}>{escape(text)}</{tag}>"


def plain(value: float) -> str:
    """A coordinate with at most two decimals, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def csv_text(drawing: Drawing) -> str:
    """The figures as CSV (RFC 4180); a text that a spreadsheet would run as a formula gets a quote before it."""
    rows = (drawing.columns, *drawing.rows)
    return "".join(",".join(_cell(cell) for cell in row) + "\r\n" for row in rows)


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return plain(value)
    safe = f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
    return '"' + safe.replace('"', '""') + '"' if any(sign in safe for sign in ',"\r\n') else safe
