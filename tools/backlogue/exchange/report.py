"""What became of each foreign value: a frozen report, and the same as text."""

from dataclasses import dataclass
from typing import NamedTuple


class Conversion(NamedTuple):
    """A value of a column that is written otherwise here, and how often."""

    column: str
    value: str
    became: str
    times: int


class Left(NamedTuple):
    """A cell that did not become what its column usually becomes, where it is now, and why."""

    path: str
    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """Counts, conversions by column, and cells that need a look."""

    items: int = 0
    sprints: int = 0
    conversions: tuple[Conversion, ...] = ()
    left: tuple[Left, ...] = ()


def render_report(report: Report) -> str:
    """The report as plain text: what a value became, then what needs a look, each with row and column."""
    lines = [f"{report.items} items, {report.sprints} sprints"]
    column = None
    for found in report.conversions:
        if found.column != column:
            column = found.column
            lines += ["", f"{column}:"]
        times = "" if found.times == 1 else f" ({found.times} times)"
        lines.append(f"  {_flat(found.value)} -> {found.became}{times}")
    if report.left:
        lines += ["", "Worth a look:"]
        for left in report.left:
            lines.append(f"  {left.path}, row {left.row}, {left.column}: {_flat(left.value)}: {left.reason}")
    return "\n".join(lines) + "\n"


def _flat(text: str) -> str:
    """One line of a value, whole: a report that cuts would lose what it names."""
    return " ".join(text.split())
