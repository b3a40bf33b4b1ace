"""A card in, Markdown for a comment or a wiki page out: values are text there, only the body stays Markdown."""

import re
from collections.abc import Iterator

from backlogue.base import Diagnostic
from backlogue.render.card import CardFormat
from backlogue.render.terminal import visible, visible_lines
from backlogue.views.card import Card, Ref
from backlogue.views.listing import words

_MARKS = re.compile(r"([\\`*_\[\]<>|#~@&!])")


def write(card: Card, _color: bool) -> str:
    """A heading, a table of the keys, lists of kin and findings, and the body as it is."""
    parts = [f"# {text(card.id)}: {text(card.title)}", _table(card), *_lists(card)]
    return "\n\n".join([*parts, *([visible_lines(card.body.replace("\r\n", "\n"))] if card.body else [])]) + "\n"


def text(value: str) -> str:
    """A text that Markdown and HTML show as it is, on one line."""
    return _MARKS.sub(r"\\\1", visible(value))


def _table(card: Card) -> str:
    rows = [("type", card.type), ("status", card.status), ("file", card.path)]
    rows += [(key, words(value)) for key, value in card.fields]
    if card.sprint is not None:
        days = f", {card.sprint.start} to {card.sprint.end}" if card.sprint.start else ""
        rows.append(("sprint", card.sprint.id + days))
    return "\n".join(["| Field | Value |", "| --- | --- |", *(f"| {text(key)} | {text(cell)} |" for key, cell in rows)])


def _lists(card: Card) -> Iterator[str]:
    kin = (
        ("Part of", card.parents), ("Children", card.children),
        ("Waits for", card.waits_for), ("Needed by", card.needed_by),
    )  # fmt: skip
    for title, refs in kin:
        if refs:
            yield "\n".join([f"**{title}**", "", *(_ref(ref) for ref in refs)])
    if card.findings:
        yield "\n".join(["**Findings**", "", *(_finding(one) for one in card.findings)])


def _ref(ref: Ref) -> str:
    return f"- {text(ref.id)}: {text(ref.title)} ({text(ref.status or '')})" if ref.title else f"- {text(ref.id)}"


def _finding(one: Diagnostic) -> str:
    return f"- {one.severity.word} {one.code}, line {one.span.line}: {text(one.message)}"


FORMAT = CardFormat("markdown", write)
