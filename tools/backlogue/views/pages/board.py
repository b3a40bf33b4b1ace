"""Boards: for each team its work in the states of its workflow, against its limits."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.model import Item
from backlogue.model.team import Team
from backlogue.plan.progress import WORK
from backlogue.views.address import board_page
from backlogue.views.edition import Edition
from backlogue.views.line import Line
from backlogue.views.page import Crumb, Head, Page
from backlogue.views.words import count, listing, sentence

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One state. `limit` is None where the team sets none; `more` counts items that are not shown."""

    state: str
    category: str
    lines: tuple[Line, ...]
    items: int
    points: float
    limit: int | None
    over: int
    more: int


@dataclass(frozen=True, slots=True)
class Other:
    """Another team's board."""

    title: str
    path: str
    here: bool


@dataclass(frozen=True, slots=True)
class Board:
    """One team's board; the columns in the order of the workflow, dropped work left out."""

    head: Head
    columns: tuple[Column, ...]
    boards: tuple[Other, ...]
    per_person: int | None


@dataclass(frozen=True, slots=True)
class Boards:
    """All boards, with what to look at."""

    head: Head
    boards: tuple[Head, ...]


def views(edition: Edition) -> Iterable[Board | Boards]:
    """Each team's board, and the page that lists them."""
    work: dict[str, list[Item]] = {}
    for item in edition.order:
        if item.team is not None and edition.plan.like(item) in WORK:
            work.setdefault(item.team, []).append(item)
    made = [_board(edition, name, team, work.get(name, [])) for name, team in edition.plan.project.teams.items()]
    full = [board.head.title for board in made if any(column.over for column in board.columns)]
    answer = f"{listing(full)} hold more work than their limits allow" if full else "No team is above its limits"
    if not made:
        answer = "No team is declared in backlogue.yaml yet, so there is no board"
    yield Boards(Head("boards/index.html", "boards", "Boards", f"{answer}."), tuple(board.head for board in made))
    yield from made


def _board(edition: Edition, name: str, team: Team, own: list[Item]) -> Board:
    plan = edition.plan
    flow = plan.project.workflow("story").states
    states: dict[str, str] = {state: category for state, category in flow.items() if category != "dropped"}
    for item in own:
        category = plan.category(item)
        if category is not None and category != "dropped":
            states.setdefault(item.status, category)
    columns = tuple(_column(edition, team, state, category, own) for state, category in states.items())
    title = edition.team(name)
    others = tuple(Other(edition.team(other), board_page(other), other == name) for other in plan.project.teams)
    head = Head(board_page(name), "boards", title, _answer(columns), (Crumb("Boards", "boards/index.html"),))
    return Board(head, columns, others, team.wip_per_person)


def _column(edition: Edition, team: Team, state: str, category: str, own: list[Item]) -> Column:
    here = [item for item in own if item.status == state]
    if category == "done":
        here.sort(key=lambda item: _sprint_end(edition, item), reverse=True)
    shown = here[:SHOWN] if category in ("done", "todo") else here
    limit = team.wip_limits.get(state)
    return Column(
        state=state,
        category=category,
        lines=edition.lines(shown),
        items=len(here),
        points=sum(item.size or 0 for item in here),
        limit=limit,
        over=max(0, len(here) - limit) if limit is not None else 0,
        more=len(here) - len(shown),
    )


def _sprint_end(edition: Edition, item: Item) -> int:
    """The last day of an item's sprint as a number; 0 for none. What was done last stands first."""
    sprint = edition.plan.sprint_by_id.get(item.sprint or "")
    return sprint.end.toordinal() if sprint is not None else 0


def _answer(columns: tuple[Column, ...]) -> str:
    doing = sum(column.items for column in columns if column.category == "doing")
    waiting = sum(column.items for column in columns if column.category == "waiting")
    held = sum(entry.blocked for column in columns for entry in column.lines if column.category == "doing")
    over = [f"{column.state} by {column.over}" for column in columns if column.over]
    return sentence(
        (
            f"{count(doing, 'item')} in progress" if doing else "nothing is in progress",
            f"{waiting} waiting" if waiting else "",
            f"{held} started although something it needs is open" if held else "",
            f"above the limit: {listing(over)}" if over else "",
        )
    )


PAGE = Page("board", "board.html", views, title="Boards", path="boards/index.html", place=30)
