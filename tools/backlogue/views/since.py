"""What a change of the plan did since an earlier day, for the page of changes: frozen, made once for an edition."""

from typing import NamedTuple

from backlogue.views.review import Review


class Since(NamedTuple):
    """An earlier day: since when in words, why that day (or empty), its date, its commit, and what changed since."""

    name: str
    why: str
    day: str
    commit: str
    review: Review
