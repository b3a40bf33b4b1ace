"""The list of earlier moments that the site has pages of; there is none unless the build was asked for some."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.views.edition import Edition
from backlogue.views.moment import Moment
from backlogue.views.page import Head, Page
from backlogue.views.words import count


@dataclass(frozen=True, slots=True)
class Moments:
    """The list, newest first."""

    head: Head
    moments: tuple[Moment, ...]


def views(edition: Edition) -> Iterable[Moments]:
    """One page, or none."""
    if edition.moments:
        answer = f"The plan can be seen as it was at {count(len(edition.moments), 'earlier moment')}."
        yield Moments(Head("at/index.html", "moments", "Earlier moments", answer), edition.moments)


PAGE = Page("moments", "moments.html", views, past=False)
