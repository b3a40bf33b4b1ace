"""Text of a file in, a `Record` (values, body, places) or findings out. No effects."""

from backlogue.parse.outline import Checkbox, Section
from backlogue.parse.record import Packed, Record
from backlogue.parse.source import claims, read_record, read_values, read_yaml

__all__ = ["Checkbox", "Packed", "Record", "Section", "claims", "read_record", "read_values", "read_yaml"]
