"""Scorecards in, one JSON object out: `version`, `today` and `cards`. Strict JSON."""

from dataclasses import asdict

from backlogue.render.scorecard import ScorecardFormat
from backlogue.render.terminal import json_text
from backlogue.views.scorecard import Readiness

VERSION = 1


def write(found: Readiness) -> str:
    """The object, indented; keys are those of `Card` and its parts."""
    cards = [asdict(card) for card in found.cards]
    return json_text({"version": VERSION, "today": found.today.isoformat(), "cards": cards})


FORMAT = ScorecardFormat("json", write)
