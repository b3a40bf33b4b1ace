"""An item's locks over time and a measure in; the values it had, each judged by today's threshold, out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from backlogue.done.hypothesis import figure
from backlogue.model.item import Target
from backlogue.model.lock import Locked


class Kept(NamedTuple):
    """A lock as it was from a day on."""

    day: date
    entries: Mapping[str, Locked]


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that the lock took on a day; `met` says whether it meets today's threshold, None where there is none."""

    day: date
    value: float
    met: bool | None


def trend(kept: Iterable[Kept], evidence: str, threshold: Target | None) -> tuple[Reading, ...]:
    """The values under an evidence key, oldest first, where they changed; what is no number is passed over."""
    found: list[Reading] = []
    for one in kept:
        locked = one.entries.get(evidence)
        value = figure(locked.seen.value) if locked is not None and locked.seen.reason == "ok" else None
        if value is not None and (not found or found[-1].value != value):
            met = threshold.met_by(value) if threshold is not None and not threshold.empty else None
            found.append(Reading(one.day, value, met))
    return tuple(found)
