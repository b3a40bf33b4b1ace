"""The backlog: every item in order, page by page, and one page for each saved view of the project."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backlogue.base import natural
from backlogue.model import Item
from backlogue.views.edition import Edition
from backlogue.views.line import Line
from backlogue.views.page import Crumb, Head, Page
from backlogue.views.words import count, sentence, spoken

SIZE = 100
# The rows that one data file of the page's script holds.
ROWS = 2000


@dataclass(frozen=True, slots=True)
class Choice:
    """A saved view, or the whole backlog."""

    title: str
    path: str
    here: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What the controls above the table offer: the words that occur, each once."""

    type: tuple[str, ...]
    status: tuple[str, ...]
    team: tuple[str, ...]
    owner: tuple[str, ...]
    sprint: tuple[str, ...]
    label: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Backlog:
    """One page of the backlog. `query` is the saved view's; `choices` only stand on the first page of all.

    `shards` is how many data files hold all rows, for the page's script.
    """

    head: Head
    query: str
    saved: tuple[Choice, ...]
    lines: tuple[Line, ...]
    whole: int
    page: int
    pages: int
    before: str
    after: str
    shards: int
    choices: Choices | None


def views(edition: Edition) -> Iterable[Backlog]:
    """All items, then each saved view."""
    plan = edition.plan
    ordered = edition.order
    going = sum(plan.is_open(item) for item in ordered)
    answer = sentence((f"{count(going, 'item')} open, {len(ordered) - going} done or dropped",))
    yield from _pages(edition, "", "", ordered, answer)
    for name, query in plan.project.views.items():
        chosen = [plan.item_by_id[item] for item in edition.saved.get(name, ()) if item in plan.item_by_id]
        answer = sentence((f"{count(len(chosen), 'item')} in this view",))
        yield from _pages(edition, name, query, chosen, answer)


def _pages(edition: Edition, name: str, query: str, items: Sequence[Item], answer: str) -> Iterable[Backlog]:
    pages = max(1, -(-len(items) // SIZE))
    saved = _saved(edition, name)
    for page in range(1, pages + 1):
        part = items[(page - 1) * SIZE : page * SIZE]
        crumbs = (Crumb("Backlog", "backlog/index.html"),) if name or page > 1 else ()
        title = (spoken(name) if name else "Backlog") + (f", page {page}" if page > 1 else "")
        yield Backlog(
            head=Head(file(name, page), "backlog", title, answer, crumbs),
            query=query,
            saved=saved,
            lines=edition.lines(part),
            whole=len(items),
            page=page,
            pages=pages,
            before=file(name, page - 1) if page > 1 else "",
            after=file(name, page + 1) if page < pages else "",
            shards=-(-len(items) // ROWS),
            choices=_choices(edition) if page == 1 and not name else None,
        )


def file(name: str, page: int) -> str:
    """The file of one page of a view; the view with no name is the whole backlog."""
    stem = f"view-{name}" if name else "index"
    return f"backlog/{stem}.html" if page == 1 else f"backlog/{f'view-{name}-' if name else ''}page-{page}.html"


def _saved(edition: Edition, here: str) -> tuple[Choice, ...]:
    names = edition.plan.project.views
    if not names:
        return ()
    return tuple(Choice(spoken(name) if name else "All items", file(name, 1), name == here) for name in ("", *names))


def _choices(edition: Edition) -> Choices:
    items = edition.plan.item_by_id.values()
    states = [state for name in edition.plan.project.item_types for state in edition.plan.project.workflow(name).states]
    used = {item.status for item in items}

    def sort(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(words) - {""}, key=natural))

    return Choices(
        type=sort(item.type for item in items),
        status=tuple(state for state in dict.fromkeys(states) if state in used),
        team=sort(edition.team(item.team) for item in items),
        owner=sort(edition.person(item.owner) for item in items),
        sprint=sort(item.sprint or "" for item in items),
        label=sort(label for item in items for label in item.labels),
    )


PAGE = Page("backlog", "backlog.html", views, title="Backlog", path="backlog/index.html", place=20)
