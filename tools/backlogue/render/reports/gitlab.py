"""Diagnostics in, GitLab's Code Quality report (a JSON list) out; merge requests show it beside the changed lines.

Source: GitLab documentation, "Code Quality report format".
"""

from typing import Any

from backlogue.base import Diagnostic, Severity
from backlogue.render.fingerprint import fingerprints
from backlogue.render.report import Outcome, Reporter
from backlogue.render.terminal import json_text

# Only `major` and above turn the widget red, as only our errors fail a check.
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(outcome: Outcome) -> str:
    """The list, indented; `[]` when nothing was found, which GitLab needs to see a fault as mended."""
    marked = zip(outcome.diagnostics, fingerprints(outcome), strict=True)
    return json_text([_issue(one, mark) for one, mark in marked])


def _issue(one: Diagnostic, mark: str) -> dict[str, Any]:
    told = f"{one.message} -- {one.hint}" if one.hint else one.message
    return {
        "type": "issue",
        "description": f"{one.code} {told}",
        "check_name": f"{one.code} {one.name}",
        "fingerprint": mark,
        "severity": _SEVERITIES[one.severity],
        "location": {
            "path": one.span.path,
            "lines": {"begin": one.span.line, "end": max(one.span.line, one.span.end_line)},
        },
    }


REPORTER = Reporter("gitlab", write)
