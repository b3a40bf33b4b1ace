"""A ledger in, one JSON object out: `version`, `today`, `experiments`, `sprints` and `summary`. Strict JSON."""

from dataclasses import asdict
from typing import Any

from backlogue.render.ledger import LedgerFormat
from backlogue.render.terminal import json_text
from backlogue.views.ledger import LIVES, Ledger

VERSION = 1


def write(book: Ledger) -> str:
    """The object, indented; the keys of an experiment are those of `Trial`."""
    return json_text(as_values(book))


def as_values(book: Ledger) -> dict[str, Any]:
    """The object as plain values."""
    outcomes = {one: book.counted(one) for one in ("validated", "invalidated", "inconclusive")}
    lives = {one: book.living(one) for one in LIVES}
    return {
        "version": VERSION,
        "today": book.today.isoformat(),
        "experiments": [asdict(one) for one in book.trials],
        "sprints": [asdict(one) for one in book.harvests],
        "summary": {"experiments": len(book.trials), **outcomes, "lives": lives, "learning_yield": book.share},
    }


FORMAT = LedgerFormat("json", write)
