"""Diagnostics in, GitHub-flavoured Markdown out: counts, a table, and the source lines folded; for a step summary."""

from backlogue.base import Diagnostic, Severity
from backlogue.render.markdown import code, escape, one_line
from backlogue.render.report import Outcome, Reporter

# A step summary may have one megabyte; a table longer than this is not read anyway.
ROWS = 200
_SIGNS = {Severity.ERROR: "❌ error", Severity.WARNING: "⚠️ warning", Severity.INFO: "ℹ️ note"}


def write(outcome: Outcome) -> str:
    """The summary; every text that comes from a file is shown as it is written and does nothing."""
    lines = [f"## {_headline(outcome)}", ""]
    shown = outcome.diagnostics[:ROWS]
    if shown:
        lines += ["| | Place | Rule | Finding |", "|---|---|---|---|", *(_row(one) for one in shown), ""]
        left = len(outcome.diagnostics) - len(shown)
        if left:
            lines += [f"… and {left:,} more, which `backlogue check` lists.", ""]
        lines += _details(shown, outcome)
    if outcome.earlier:
        count = len(outcome.earlier)
        lines += [f"{count:,} finding{'' if count == 1 else 's'} stood there before this change.", ""]
    lines.append(f"{outcome.files:,} files, {outcome.items:,} items checked.")
    return "\n".join([*lines, ""])


def _headline(outcome: Outcome) -> str:
    if not outcome.diagnostics:
        return "✅ The plan is clean"
    notes = len(outcome.diagnostics) - outcome.errors - outcome.warnings
    counts = ((outcome.errors, "error"), (outcome.warnings, "warning"), (notes, "note"))
    told = ", ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count)
    return f"{'❌' if outcome.errors else '⚠️'} {told}"


def _row(one: Diagnostic) -> str:
    told = escape(one.message) + (f"<br>→ {escape(one.hint)}" if one.hint else "")
    return f"| {_SIGNS[one.severity]} | {code(str(one.span))} | {one.code} {escape(one.name)} | {told} |"


def _details(shown: tuple[Diagnostic, ...], outcome: Outcome) -> list[str]:
    """For each file, its findings with the lines they stand on, folded away."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in shown:
        by_path.setdefault(one.span.path, []).append(one)
    lines = []
    for path, group in by_path.items():
        inside = "\n".join(_excerpt(one, outcome) for one in group)
        summary = f"<summary>{code(path)} ({len(group)})</summary>"
        lines += [f"<details>{summary}", "", f"<pre>{inside}</pre>", "</details>", ""]
    return lines


def _excerpt(one: Diagnostic, outcome: Outcome) -> str:
    told = [f"{one.span.line}:{one.span.column} {one.severity.word} {one.code} {one.message}"]
    lines = outcome.lines(one.span.path) if one.span.end_line else []
    if 1 <= one.span.line <= len(lines):
        told.append(f"{one.span.line:>5} | {lines[one.span.line - 1].rstrip()[:200]}")
    if one.hint:
        told.append(f"      = {one.hint}")
    told += [f"      = {other.span}: {other.message}" for other in one.related]
    return "\n".join(_html(line) for line in told)


def _html(text: str) -> str:
    """Text inside `<pre>`; no blank line may appear, for it would end the block and start Markdown again."""
    return "".join(f"&#{ord(sign)};" if sign in "<>&`*_[]\\~$@|!" else sign for sign in one_line(text))


REPORTER = Reporter("markdown", write)
