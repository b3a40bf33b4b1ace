"""The words every room shares: a place in a file, a finding about it, a registry of plugs."""

from backlogue.base.discover import Plug, discover, pick
from backlogue.base.finding import Diagnostic, Finding, Related, Severity
from backlogue.base.nearest import nearest
from backlogue.base.span import Span

__all__ = ["Diagnostic", "Finding", "Plug", "Related", "Severity", "Span", "discover", "nearest", "pick"]
