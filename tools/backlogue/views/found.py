"""Diagnostics in, what a page shows of them out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backlogue.base import Diagnostic, Span
from backlogue.views.edition import Edition
from backlogue.views.words import count, listing

WIDTH = 120


@dataclass(frozen=True, slots=True)
class Other:
    """The other place, when a finding is about two."""

    message: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The source line of a finding: before the place, the place, behind it."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """One finding; `item` is the id of the item whose file it is in, or empty; no excerpt where the line is blank."""

    code: str
    name: str
    severity: str
    message: str
    hint: str
    path: str
    line: int
    column: int
    item: str
    excerpt: Excerpt | None
    related: tuple[Other, ...]


def found(edition: Edition, diagnostics: Iterable[Diagnostic]) -> tuple[Found, ...]:
    """The findings, the gravest first, then by place."""
    ordered = sorted(diagnostics, key=lambda one: (-one.severity, one.order))
    return tuple(
        Found(
            code=one.code,
            name=one.name,
            severity=one.severity.word,
            message=one.message,
            hint=one.hint or "",
            path=one.span.path,
            line=one.span.line,
            column=one.span.column,
            item=edition.item_of_path.get(one.span.path, ""),
            excerpt=_excerpt(edition.sources.get(one.span.path, ()), one.span),
            related=tuple(Other(other.message, other.span.path, other.span.line) for other in one.related),
        )
        for one in ordered
    )


def _excerpt(lines: Sequence[str], span: Span) -> Excerpt | None:
    """The first line of a place, cut to what a reader can take in around it."""
    if not 0 < span.line <= len(lines) or not lines[span.line - 1].strip():
        return None
    text = lines[span.line - 1].rstrip("\r")
    start = min(max(span.column - 1, 0), len(text))
    end = min(span.end_column - 1, len(text)) if span.end_line == span.line else len(text)
    end = min(max(end, start), start + WIDTH)
    first = max(0, start - WIDTH // 2)
    before = ("…" if first else "") + text[first:start]
    return Excerpt(before, text[start:end], text[end : end + WIDTH] + ("…" if len(text) > end + WIDTH else ""))


def weight(diagnostics: Iterable[Diagnostic]) -> str:
    """How many findings of each severity: 2 errors and 5 warnings; empty when there are none."""
    words = [one.severity.word for one in diagnostics]
    kinds = (("error", "error"), ("warning", "warning"), ("info", "remark"))
    return listing([count(words.count(name), noun) for name, noun in kinds if name in words])
