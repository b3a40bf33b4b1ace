"""The words every room shares: a place in a file, a finding about it, a registry of plugs."""

from backlogue.base.discover import Plug, discover, pick
from backlogue.base.finding import Diagnostic, Finding, Related, Severity
from backlogue.base.ids import ID_IN_TEXT, ITEM_ID, id_in_name
from backlogue.base.natural import natural
from backlogue.base.nearest import nearest
from backlogue.base.span import Span

__all__ = [
    "ID_IN_TEXT",
    "ITEM_ID",
    "Diagnostic",
    "Finding",
    "Plug",
    "Related",
    "Severity",
    "Span",
    "discover",
    "id_in_name",
    "natural",
    "nearest",
    "pick",
]
