"""What a change of the plan did since an earlier day, for the page of changes: frozen, made once for an edition."""

from typing import NamedTuple

from backlogue.views.review import Review


class Since(NamedTuple):
    """An earlier moment: since when in words, why then (or empty), its date, its commit, and what changed since.

    `whole` says that it is the end of that day; otherwise it is the commit itself.
    """

    name: str
    why: str
    day: str
    commit: str
    review: Review
    whole: bool = True
