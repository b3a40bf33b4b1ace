"""An item and the project's definitions of done in; the criteria that apply and the verdict on each out."""

from backlogue.done.criteria import RESULT, Asked, Standard, asked_of, criteria_of, known_criteria, standards
from backlogue.done.judge import Mark, Verdict, verdict_on
from backlogue.done.verdict import Stand, verdict

__all__ = [
    "RESULT",
    "Asked",
    "Mark",
    "Stand",
    "Standard",
    "Verdict",
    "asked_of",
    "criteria_of",
    "known_criteria",
    "standards",
    "verdict",
    "verdict_on",
]
