"""A card in, one JSON object out: `version` and `item`. Documented and versioned."""

from dataclasses import asdict
from typing import Any

from backlogue.render.card import CardFormat
from backlogue.render.report import Outcome
from backlogue.render.reports.json_ import as_values as findings_of
from backlogue.render.terminal import json_text
from backlogue.views.card import Card, Ref
from backlogue.views.listing import plain

VERSION = 1


def write(card: Card, _color: bool) -> str:
    """The object, indented, keys in the documented order."""
    return json_text({"version": VERSION, "item": as_values(card)})


def as_values(card: Card) -> dict[str, Any]:
    """The card as plain values; findings as `check --format json` has them."""
    return {
        "id": card.id,
        "type": card.type,
        "title": card.title,
        "status": card.status,
        "category": card.category,
        "path": card.path,
        "size": plain(card.size),
        "fields": dict(card.fields),
        "parents": _refs(card.parents),
        "children": _refs(card.children),
        "waits_for": _refs(card.waits_for),
        "needed_by": _refs(card.needed_by),
        "sprint": asdict(card.sprint) if card.sprint else None,
        "findings": findings_of(Outcome(card.findings, 1, 1, lambda _path: []))["findings"],
        "body": card.body,
    }


def _refs(refs: tuple[Ref, ...]) -> list[dict[str, Any]]:
    return [asdict(ref) for ref in refs]


FORMAT = CardFormat("json", write)
