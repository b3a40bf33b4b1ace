"""What an importer is: foreign bytes and options in; our files as text, findings and a report out."""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import NamedTuple

from backlogue.base import Finding
from backlogue.exchange.known import Known
from backlogue.exchange.mapping import Mapping
from backlogue.exchange.report import Report


class Source(NamedTuple):
    """One exported file: the name it is spoken of by, and its bytes as found."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who imports decides.

    `prefix`: letters before the number where the export has numbers only.
    `date_format`: day-first, month-first, year-first or a strptime pattern; None means infer.
    `known`: what the `backlogue.yaml` at the destination declares; None when there is none.
    """

    mapping: Mapping = field(default_factory=Mapping)
    prefix: str | None = None
    date_format: str | None = None
    known: Known | None = None


class Imported(NamedTuple):
    """Our files by path, what was found wrong on the way, and what became of each value."""

    files: Dict[str, str]
    findings: tuple[Finding, ...]
    report: Report


class Importer(NamedTuple):
    """A plug: one foreign format."""

    name: str
    title: str
    read: Callable[[Sequence[Source], Options], Imported]
