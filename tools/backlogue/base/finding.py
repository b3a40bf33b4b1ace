"""What a check says: a finding (place and sentence), and the diagnostic it becomes (with code and severity)."""

from enum import IntEnum
from typing import Any, NamedTuple

from backlogue.base.natural import natural
from backlogue.base.span import Span


class Severity(IntEnum):
    """How much a finding weighs; only `ERROR` makes a check fail. `OFF` never reaches a reader."""

    OFF = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Severity":
        """The severity a word from `backlogue.yaml` or the command line names; ValueError otherwise."""
        try:
            return cls[word.upper()]
        except KeyError:
            raise ValueError(f"{word!r} is not one of off, info, warning, error") from None


class Related(NamedTuple):
    """The other place, when a finding is about two."""

    span: Span
    message: str


class Finding(NamedTuple):
    """One fault at one place, in one plain sentence, with a way out where one is known.

    `code` is empty when a rule's check made the finding (the rule knows its code);
    the rooms that read files set it, because they find faults before any rule runs.
    `severity` is only for a rule whose findings do not all weigh the same; None means the rule's own.
    """

    span: Span
    message: str
    hint: str | None = None
    related: tuple[Related, ...] = ()
    code: str = ""
    severity: Severity | None = None


class Diagnostic(NamedTuple):
    """A finding under its rule's name, weighed by the project's settings; what renderers print."""

    code: str
    name: str
    severity: Severity
    span: Span
    message: str
    hint: str | None = None
    related: tuple[Related, ...] = ()

    @property
    def order(self) -> tuple[Any, ...]:
        """Sort key: by file as people count, then place, then code, so that it never depends on the order of work."""
        return (natural(self.span.path), self.span.path, self.span.line, self.span.column, self.code, self.message)
