"""A record and changes to its keys in; the same text with nothing else changed out. No effects."""

from backlogue.edit.apply import Edited, edit
from backlogue.edit.change import Change, read_change

__all__ = ["Change", "Edited", "edit", "read_change"]
