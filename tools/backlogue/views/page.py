"""What a page is: a kind (one file, one `PAGE`), and the head that each of its views starts with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Protocol

from pydantic_core import to_json

from backlogue.views.edition import Edition


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above this one; `path` starts at the site's root."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a page. `answer` is one sentence that answers the page's question.

    `path` is the page's file below the site's root (`items/CHURN-12.html`), `section` the entry of
    the site's navigation it belongs to, `source` the file in the repository that it shows.
    """

    path: str
    section: str
    title: str
    answer: str
    crumbs: tuple[Crumb, ...] = ()
    source: str = ""


class View(Protocol):
    """Frozen data with no markup; every view is a dataclass whose first field is its head."""

    @property
    def head(self) -> Head: ...


class Draft(NamedTuple):
    """A page before its view is made: its path, and something that differs whenever the view would."""

    path: str
    made_from: bytes | str
    view: Callable[[], View]


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page, defined as `PAGE` in a file of its own below `views/pages/`.

    `views` gives one view for each page of the kind, and `template` is the file of the theme that
    lays them out, with the `charts` it names. A kind with a `title` stands in the navigation, by `place`.
    `past` says whether the light set of pages of an earlier moment has it too. A kind that grows with the
    backlog gives `lazy` drafts, which tell what a view is made from before it is made.
    """

    name: str
    template: str
    views: Callable[[Edition], Iterable[View]]
    title: str = ""
    path: str = ""
    place: int = 0
    charts: tuple[str, ...] = ()
    past: bool = True
    lazy: Callable[[Edition], Iterable[Draft]] | None = None

    def drafts(self, edition: Edition) -> Iterable[Draft]:
        """One draft for each page; where a kind gives none of its own, a page is made from all that its view says."""
        if self.lazy is not None:
            return self.lazy(edition)
        return (Draft(view.head.path, to_json(view), partial(_same, view)) for view in self.views(edition))


def _same(view: View) -> View:
    return view
