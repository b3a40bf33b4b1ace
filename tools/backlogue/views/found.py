"""Diagnostics in, what a page shows of them out."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.base import Diagnostic
from backlogue.views.edition import Edition
from backlogue.views.words import count, listing


@dataclass(frozen=True, slots=True)
class Other:
    """The other place, when a finding is about two."""

    message: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Found:
    """One finding; `item` is the id of the item whose file it is in, or empty."""

    code: str
    name: str
    severity: str
    message: str
    hint: str
    path: str
    line: int
    column: int
    item: str
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
            related=tuple(Other(other.message, other.span.path, other.span.line) for other in one.related),
        )
        for one in ordered
    )


def weight(diagnostics: Iterable[Diagnostic]) -> str:
    """How many findings of each severity: 2 errors and 5 warnings; empty when there are none."""
    words = [one.severity.word for one in diagnostics]
    kinds = (("error", "error"), ("warning", "warning"), ("info", "remark"))
    return listing([count(words.count(name), noun) for name, noun in kinds if name in words])
