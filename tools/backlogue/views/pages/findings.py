"""The findings: everything the check says about the plan, by rule, the gravest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.views.edition import Edition
from backlogue.views.found import Found, found, weight
from backlogue.views.page import Head, Page
from backlogue.views.words import count

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule; `more` counts those that only the data beside the page holds."""

    code: str
    name: str
    severity: str
    items: int
    findings: tuple[Found, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings."""

    head: Head
    errors: int
    warnings: int
    infos: int
    groups: tuple[Group, ...]


def views(edition: Edition) -> Iterable[Findings]:
    """The one page."""
    ordered = found(edition, edition.diagnostics)
    groups: dict[tuple[str, str], list[Found]] = {}
    for one in ordered:
        groups.setdefault((one.code, one.severity), []).append(one)
    words = weight(edition.diagnostics)
    files = len({one.path for one in ordered})
    answer = f"{words} in {count(files, 'file')}." if words else "The check found nothing to mend."
    severities = [one.severity for one in ordered]
    yield Findings(
        head=Head("findings/index.html", "findings", "Findings", answer),
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        infos=severities.count("info"),
        groups=tuple(
            Group(code, ones[0].name, severity, len(ones), tuple(ones[:SHOWN]), max(0, len(ones) - SHOWN))
            for (code, severity), ones in groups.items()
        ),
    )


PAGE = Page("findings", "findings.html", views, title="Findings", path="findings/index.html", place=70, past=False)
