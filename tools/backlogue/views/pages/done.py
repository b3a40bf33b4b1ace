"""The done pages: how each definition stands, what work lacks; and every criterion of every item, team by team."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.views.address import file_name
from backlogue.views.criteria_table import matrix, summary
from backlogue.views.document import Part
from backlogue.views.edition import Edition
from backlogue.views.judged import Judged, judged
from backlogue.views.page import Crumb, Head, Page
from backlogue.views.report import Wish, in_order
from backlogue.views.reports.done import answer, chosen_items
from backlogue.views.words import count, unread_words

PATH = "done/index.html"
# A page with this many criteria stays small enough for a phone.
ROWS = 60


@dataclass(frozen=True, slots=True)
class Near:
    """Another page of the matrix."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class DoneView:
    """Parts of the matrix; `teams` are the pages that have all of it, `before` and `after` those beside this one."""

    head: Head
    parts: tuple[Part, ...]
    teams: tuple[Near, ...]
    before: Near | None
    after: Near | None
    audits: bool


def views(edition: Edition) -> Iterable[DoneView]:
    """The index, then each team's criteria in pages; none of these where no definition of done is written."""
    plan = edition.plan
    found = [one for item in in_order(chosen_items(plan, Wish())) for one in judged(plan, edition.asking, item)]
    by: dict[str, list[Judged]] = {}
    for one in found:
        by.setdefault(one.item.team or "", []).append(one)
    teams = tuple(Near(_name(edition, team), _path(team, 0)) for team in sorted(by))
    yield _index(edition, found, teams)
    for team in sorted(by):
        yield from _team(edition, team, by[team])


def _index(edition: Edition, found: list[Judged], teams: tuple[Near, ...]) -> DoneView:
    plan = edition.plan
    category = plan.category
    lacking = [one for one in found if one.due and not one.good and category(one.item) == "done"]
    doubtful = [one for one in found if one.suspect and one not in lacking]
    going = [one for one in found if one.due and not one.good and category(one.item) in ("doing", "waiting")]
    parts = (
        Part(
            "definitions", "By definition", tables=(summary(found),), empty="No definition of done applies to any item."
        ),
        _part(edition, "lacking", "Done, and not by its definition", lacking, "Every done item meets its definition."),
        _part(
            edition, "doubtful", "Proven, and changed since", doubtful, "No file that evidence depends on has changed."
        ),
        _part(
            edition, "going", "Still to meet by work that goes on", going, "Work that goes on has met every criterion."
        ),
    )
    head = Head(PATH, "done", "Definition of done", _answer(edition, found))
    return DoneView(head, parts, teams, None, None, bool(found))


def _part(edition: Edition, name: str, title: str, found: list[Judged], empty: str) -> Part:
    shown = found[: ROWS // 3]
    note = f"{len(shown)} of {count(len(found), 'criterion', 'criteria')}" if len(shown) < len(found) else ""
    return Part(name, title, note, tables=(matrix(edition, shown, title),), empty=empty)


def _team(edition: Edition, team: str, found: list[Judged]) -> Iterable[DoneView]:
    pages = [found[start : start + ROWS] for start in range(0, len(found), ROWS)]
    name = _name(edition, team)
    for place, some in enumerate(pages):
        title = f"Definition of done: {name}{f', page {place + 1}' if place else ''}"
        head = Head(_path(team, place), "done", title, _answer(edition, found), (Crumb("Definition of done", PATH),))
        part = Part("criteria", "Item by item", tables=(matrix(edition, some),))
        before = Near(f"Page {place}", _path(team, place - 1)) if place else None
        after = Near(f"Page {place + 2}", _path(team, place + 1)) if place + 1 < len(pages) else None
        yield DoneView(head, (part,), (), before, after, audits=False)


def _path(team: str, place: int) -> str:
    name = file_name(team) if team else "no-team_"
    return f"done/{name}{f'_{place + 1}' if place else ''}.html"


def _name(edition: Edition, team: str) -> str:
    return edition.team(team) or "No team"


def _answer(edition: Edition, found: list[Judged]) -> str:
    return f"{answer(edition.plan, found)} {unread_words(edition.unread)}".rstrip()


PAGE = Page("done", "done.html", views, title="Done", path=PATH, place=62, past=False)
