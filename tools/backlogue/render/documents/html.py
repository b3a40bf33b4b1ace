"""A report's document in, one HTML file out that needs no other: light, dark and on paper."""

import base64
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from backlogue.base import Finding, Span
from backlogue.render.document import DocumentFormat, Faulty, Press
from backlogue.render.sandbox import BESIDE, PER_CELL, Sandbox, column_of, look_over, place_of, words_of
from backlogue.views.document import Cell, Document, Link

OURS = "backlogue/"


def write(document: Document, press: Press) -> bytes:
    """The file. Raises Faulty for a template of the project that cannot be used."""
    return page(document, press).encode("utf-8", "replace")


def page(document: Document, press: Press) -> str:
    """The HTML, by the project's template for this report, the project's for all, or ours."""
    texts = {name: one.text for name, one in press.templates.items()}
    entries = len(document.manifest.files) + len(document.manifest.watched) if document.manifest is not None else 0
    sandbox = Sandbox(texts, FILTERS, BESIDE + PER_CELL * (document.size + entries))
    own = f"reports/{document.report}.html"
    start = own if own in texts else "reports/report.html"
    name = start
    try:
        for name, one in press.templates.items():
            if not one.ours:
                look_over(sandbox, name, one.text)
        name = start
        return sandbox.get_template(start).render(
            document=document,
            style=Markup(press.style),  # noqa: S704 - our own file
            policy=policy(press.style),
        )
    except Exception as error:
        raise _told(error, name, press) from error


def faults(press: Press) -> tuple[Finding, ...]:
    """What keeps templates of the project from being read at all. Nothing is rendered."""
    sandbox = Sandbox({name: one.text for name, one in press.templates.items()}, FILTERS, BESIDE)
    found = []
    for name, one in press.templates.items():
        if not one.ours:
            try:
                look_over(sandbox, name, one.text)
                sandbox.get_template(name)
            # A template can make the compiler fail in any way.
            except Exception as error:
                found.append(_finding(error, name, press))
    return tuple(found)


def policy(style: str) -> str:
    """A Content-Security-Policy that lets this style sheet through and nothing else."""
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def groups(rows: tuple[tuple[Cell, ...], ...]) -> list[list[tuple[Cell, ...]]]:
    """Rows one after the other whose first cells are the same."""
    found: list[list[tuple[Cell, ...]]] = []
    for row in rows:
        if found and found[-1][0][0] == row[0]:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def href(link: Link | None, root: str | None) -> str:
    """Where a link leads: a page below `root`, which is None outside a site, or a web address; empty for nowhere."""
    if link is None:
        return ""
    return f"{root}{link.page}" if link.page and root is not None else link.url


def _told(error: Exception, name: str, press: Press) -> Exception:
    """A finding, where a template of the project is there to be at fault; otherwise the fault is ours."""
    return error if all(one.ours for one in press.templates.values()) else Faulty(_finding(error, name, press))


def _finding(error: Exception, name: str, press: Press) -> Finding:
    theirs = {key: one for key, one in press.templates.items() if not one.ours}
    place, line = place_of(error, name, theirs)
    if place not in theirs:
        place, line = (name, 1) if name in theirs else (next(iter(theirs)), 1)
    words = words_of(error)
    written = [*theirs[place].text.split("\n"), ""][line - 1]
    column = column_of(written, words)
    span = Span(theirs[place].path, line, column, line, max(len(written), column) + 1)
    hint = "see the guide's page on reports for what a template can do"
    return Finding(span, f"the template cannot be used: {words}", hint, code="REP101")


FILTERS: dict[str, Any] = {"groups": groups, "href": href}
FORMAT = DocumentFormat("html", write)
