"""Where a renumbered item was: a page at its old address that leads to the new one, for links in mails and commits."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.views.address import item_page
from backlogue.views.edition import Edition
from backlogue.views.page import Head, Page


@dataclass(frozen=True, slots=True)
class Former:
    """An id that nothing has any more, and the item that had it; `page` lies beside this one."""

    head: Head
    id: str
    title: str
    page: str


def views(edition: Edition) -> Iterable[Former]:
    """A page for each id that an item had before it was renumbered."""
    for old, item in sorted(edition.plan.former.items()):
        answer = f"{old} was given another id: it is {item.id} now."
        yield Former(Head(item_page(old), "backlog", old, answer), item.id, item.title, f"{item.id}.html")


PAGE = Page("former", "former.html", views, past=False)
