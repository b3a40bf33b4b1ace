"""A team's past sprints in; what each committed and delivered, and the mean the next one can plan with, out.

Velocity is the mean of the points delivered in the last `velocity_window` sprints that committed and ended,
the sprint itself included. It is a range to plan with, not a score to compare teams by.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from backlogue.flow.saydo import SayDo
from backlogue.model import Sprint


class Pace(NamedTuple):
    """One sprint; `mean` is None until enough sprints have ended."""

    sprint: Sprint
    said: SayDo
    mean: float | None


def paces(sprints: Iterable[Sprint], said: Mapping[str, SayDo], window: int) -> tuple[Pace, ...]:
    """The sprints of one team, oldest first, of which something is known."""
    found: list[Pace] = []
    delivered: list[float] = []
    for sprint in sorted(sprints, key=lambda one: (one.end, one.id)):
        one = said.get(sprint.id)
        if one is not None:
            delivered.append(one.delivered)
            enough = 0 < window <= len(delivered)
            found.append(Pace(sprint, one, sum(delivered[-window:]) / window if enough else None))
    return tuple(found)
