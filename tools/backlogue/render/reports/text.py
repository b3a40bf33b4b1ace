"""Diagnostics in; what a person reads in a terminal out: place, sentence, source line, caret, suggestion."""

from backlogue.base import Diagnostic, Severity, Span
from backlogue.render.report import Outcome, Reporter
from backlogue.render.terminal import visible, width

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def write(outcome: Outcome) -> str:
    """One block a diagnostic, then a line that counts them."""
    blocks = [_block(one, outcome) for one in outcome.diagnostics]
    if outcome.earlier:
        title = f"Not caused by this change ({len(outcome.earlier):,}):"
        blocks += ["", _paint(title, "1", outcome.color), *(_block(one, outcome) for one in outcome.earlier), ""]
    return "\n".join([*blocks, _summary(outcome), ""])


def _block(one: Diagnostic, outcome: Outcome) -> str:
    severity = _paint(one.severity.word, _COLORS[one.severity], outcome.color)
    lines = [f"{_paint(visible(str(one.span)), '1', outcome.color)}: {severity} {one.code} {visible(one.message)}"]
    lines += _excerpt(one.span, one.hint, outcome)
    lines += [f"     = {visible(str(other.span))}: {visible(other.message)}" for other in one.related]
    return "\n".join(lines)


def _excerpt(span: Span, hint: str | None, outcome: Outcome) -> list[str]:
    """The source line and a caret line below it that carries the hint; the hint alone where there is no line."""
    lines = outcome.lines(span.path) if span.end_line else []
    if not 1 <= span.line <= len(lines):
        return [f"     = {visible(hint)}"] if hint else []
    written = visible(lines[span.line - 1])
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(written)
    shown, start, end = _window(written, start, max(end, start + 1))
    carets = "^" * max(1, width(shown[start:end]))
    gutter = f"{span.line:>5} | "
    blank = " " * (len(gutter) - 2) + "| "
    mark = _paint(carets, "32", outcome.color)
    below = f"{blank}{' ' * width(shown[:start])}{mark}{' ' + visible(hint) if hint else ''}"
    return [f"{gutter}{shown}".rstrip(), below]


def _window(written: str, start: int, end: int) -> tuple[str, int, int]:
    """At most 120 characters of a line around what is marked."""
    if len(written) <= 120:
        return written, start, end
    first = max(0, start - 40)
    shown = written[first : first + 120]
    return shown, start - first, min(end - first, len(shown))


def _summary(outcome: Outcome) -> str:
    scope = f"{_count(outcome.files, 'file')}, {_count(outcome.items, 'item')}"
    others = len(outcome.diagnostics) - outcome.errors - outcome.warnings
    if not outcome.diagnostics:
        return f"{_paint('clean', '32', outcome.color)}: {scope}"
    found = [_count(outcome.errors, "error"), _count(outcome.warnings, "warning")]
    if others:
        found.append(_count(others, "note"))
    return f"{', '.join(found)} in {scope}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _paint(text: str, color: str, wanted: bool) -> str:
    return f"\x1b[{color}m{text}\x1b[0m" if wanted else text


REPORTER = Reporter("text", write)
