"""What a change of the plan did since an earlier day, for the page of changes: frozen, made once for an edition."""

from typing import NamedTuple

from backlogue.views.review import Review


class Since(NamedTuple):
    """An earlier day by name (`the end of churn-2026-07`), its date in words, its commit, and what changed since."""

    name: str
    day: str
    commit: str
    review: Review
