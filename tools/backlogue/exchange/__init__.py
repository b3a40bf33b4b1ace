"""Foreign exports in, our files (path to text), findings and a report out. One file a format, in `formats/`."""

from backlogue.base import discover
from backlogue.exchange.dates import ORDERS
from backlogue.exchange.faults import KINDS, at_file
from backlogue.exchange.importer import Imported, Importer, Options, Source
from backlogue.exchange.known import Known, known_from
from backlogue.exchange.mapping import Mapping, read_mapping
from backlogue.exchange.report import Report, render_report

__all__ = [
    "KINDS",
    "ORDERS", "Imported", "Importer", "Known", "Mapping", "Options", "Report", "Source", "at_file", "importers",
    "known_from", "read_mapping", "render_report",
]  # fmt: skip


def importers() -> dict[str, Importer]:
    """Every foreign format by its name."""
    return {plug.value.name: plug.value for plug in discover("backlogue.exchange.formats", "IMPORTER")}
