"""Diagnostics in, workflow commands of GitHub Actions out: one `::error …::` line each, shown beside the changed lines.

Source of the escapes: actions/toolkit, packages/core/src/command.ts.
"""

from backlogue.base import Diagnostic, Severity
from backlogue.render.report import Outcome, Reporter

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(outcome: Outcome) -> str:
    """The commands, and a last line that counts; GitHub shows ten of each kind a step, the log has all."""
    lines = [_command(one) for one in outcome.diagnostics]
    counts = f"{outcome.errors} errors, {outcome.warnings} warnings in {outcome.files} files, {outcome.items} items"
    return "\n".join([*lines, counts, ""])


def _command(one: Diagnostic) -> str:
    span = one.span
    places: dict[str, str | int] = {"file": span.path, "line": span.line}
    if span.end_line in (0, span.line):
        # GitHub takes columns only for what begins and ends in one line.
        places["col"] = span.column
        if span.end_column > span.column:
            places["endColumn"] = span.end_column
    if span.end_line > span.line:
        places["endLine"] = span.end_line
    places["title"] = f"{one.code} {one.name}"
    told = [one.message]
    if one.hint:
        told.append(one.hint)
    told += [f"{other.span}: {other.message}" for other in one.related]
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    return f"::{_COMMANDS[one.severity]} {properties}::{_data(chr(10).join(told))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORTER = Reporter("github", write)
