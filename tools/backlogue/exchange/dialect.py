"""What differs between foreign formats, as one value; the steps in `convert.py` are the same for all."""

from collections.abc import Callable
from collections.abc import Mapping as Dict
from typing import NamedTuple

from backlogue.base import Finding
from backlogue.exchange.importer import Source
from backlogue.exchange.mapping import SprintDates
from backlogue.exchange.markdown import Marked
from backlogue.exchange.table import Table


class Read(NamedTuple):
    """What a source holds: rows as a table, dates of sprints by name, or why it cannot be read."""

    table: Table | None
    sprints: tuple[tuple[str, SprintDates], ...] = ()
    findings: tuple[Finding, ...] = ()


class Dialect(NamedTuple):
    """A foreign format.

    `prefix`: of ids where there are only numbers. `label_parting`: the pattern between labels in a
    cell. `paths`: sprints and teams are paths with backslashes. `deep`: epics stand above features.
    """

    name: str
    title: str
    read: Callable[[Source], Read]
    field_of: Callable[[str], str | None]
    markup: Callable[[str, Callable[[str], str | None]], Marked]
    steps: Callable[[str], Marked]
    statuses: Dict[str, str]
    prefix: str
    label_parting: str
    paths: bool
    deep: bool
