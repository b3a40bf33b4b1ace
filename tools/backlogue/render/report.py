"""What a reporter is: a name and a function from a check's outcome to text. No effects."""

from collections.abc import Callable
from typing import NamedTuple

from backlogue.base import Diagnostic, Severity


class Outcome(NamedTuple):
    """What a check found, and over how much.

    `lines` gives the source lines of a file, for excerpts. `earlier` are findings that a judged
    change did not cause; None where no change was judged. They count nowhere.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int
    items: int
    lines: Callable[[str], list[str]]
    color: bool = False
    earlier: tuple[Diagnostic, ...] | None = None

    @property
    def errors(self) -> int:
        return sum(one.severity is Severity.ERROR for one in self.diagnostics)

    @property
    def warnings(self) -> int:
        return sum(one.severity is Severity.WARNING for one in self.diagnostics)


class Reporter(NamedTuple):
    """A format of `backlogue check`, defined as `REPORTER` in a file of its own below `reports/`."""

    name: str
    write: Callable[[Outcome], str]
