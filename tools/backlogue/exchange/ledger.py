"""What the steps of an import say on their way: conversions, cells worth a look, findings."""

from collections import Counter

from backlogue.base import Finding
from backlogue.exchange.report import Conversion, Left, Report
from backlogue.exchange.table import Cell


class Ledger:
    """Collects while an import runs; never leaves this room."""

    def __init__(self) -> None:
        self._became: Counter[tuple[str, str, str]] = Counter()
        self._ruled: dict[str, tuple[str, str, int]] = {}
        self._left: set[Left] = set()
        self._findings: dict[Finding, None] = {}

    def became(self, column: str, value: str, word: str) -> None:
        """A value is written in other words; the same words need no line in the report."""
        if value.strip() != word:
            self._became[column, value.strip(), word] += 1

    def follows(self, column: str, value: str, became: str) -> None:
        """A value is written by a rule (a date as ISO has it); one example stands for the column."""
        first, word, count = self._ruled.get(column, (value.strip(), became, 0))
        self._ruled[column] = (first, word, count + 1)

    def left(self, cell: Cell, reason: str) -> None:
        """A cell did not become what its column usually becomes."""
        self._left.add(Left(cell.path, cell.row, cell.heading, cell.text, reason))

    def say(self, finding: Finding) -> None:
        """Something the person who imports should know; the same thing is said once."""
        self._findings[finding] = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(sorted(self._findings, key=lambda found: (found.span, found.code, found.message)))

    def report(self, items: int, sprints: int) -> Report:
        """The frozen report: conversions by column, cells by place."""
        found = [Conversion(*key, count) for key, count in self._became.items()]
        found += [
            Conversion(column, f"values such as {first}", became, count)
            for column, (first, became, count) in self._ruled.items()
        ]
        return Report(items, sprints, tuple(sorted(found)), tuple(sorted(self._left)))
