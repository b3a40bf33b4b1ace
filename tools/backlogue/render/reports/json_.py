"""Diagnostics in, one JSON object out: `version`, `findings` and `summary`. The shape is documented and versioned."""

from typing import Any

from backlogue.base import Diagnostic, Span
from backlogue.render.report import Outcome, Reporter
from backlogue.render.terminal import json_text

VERSION = 1


def write(outcome: Outcome) -> str:
    """The object, indented, keys in the documented order."""
    return json_text(as_values(outcome))


def as_values(outcome: Outcome) -> dict[str, Any]:
    """The object as plain values."""
    return {
        "version": VERSION,
        "findings": [finding_values(one) for one in outcome.diagnostics],
        **({} if outcome.earlier is None else {"earlier": [finding_values(one) for one in outcome.earlier]}),
        "summary": {
            "files": outcome.files,
            "items": outcome.items,
            "errors": outcome.errors,
            "warnings": outcome.warnings,
        },
    }


def finding_values(one: Diagnostic) -> dict[str, Any]:
    """One diagnostic as plain values, keys in the documented order."""
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity.word,
        **_place(one.span),
        "message": one.message,
        "hint": one.hint,
        "related": [{**_place(other.span), "message": other.message} for other in one.related],
    }


def _place(span: Span) -> dict[str, Any]:
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line or span.line,
        "end_column": span.end_column or span.column,
    }


REPORTER = Reporter("json", write)
