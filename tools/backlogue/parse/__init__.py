"""Text of a file in, a `Record` (values, body, places) or findings out. No effects."""

from backlogue.parse.record import Checkbox, Record, Section
from backlogue.parse.source import read_record, read_yaml

__all__ = ["Checkbox", "Record", "Section", "read_record", "read_yaml"]
