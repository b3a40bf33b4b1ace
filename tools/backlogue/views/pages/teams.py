"""The teams: who is in them, how they work, whom they work with, and what they own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.model.team import Team
from backlogue.views.address import board_page
from backlogue.views.edition import Edition
from backlogue.views.page import Head, Page
from backlogue.views.words import count, day, sentence, spoken


@dataclass(frozen=True, slots=True)
class Person:
    """A member: name, discipline and role, and how many items are in progress under their name."""

    name: str
    discipline: str
    role: str
    doing: int


@dataclass(frozen=True, slots=True)
class Bond:
    """An interaction with another team. `over` says that its end has passed."""

    team: str
    mode: str
    until: str
    purpose: str
    over: bool


@dataclass(frozen=True, slots=True)
class Crew:
    """One team."""

    id: str
    name: str
    board: str
    kind: str
    method: str
    members: tuple[Person, ...]
    bonds: tuple[Bond, ...]
    domains: tuple[tuple[str, str], ...]
    open: int
    per_person: int | None


@dataclass(frozen=True, slots=True)
class Guild:
    """A community of practice."""

    name: str
    members: tuple[str, ...]
    owns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Teams:
    """All teams and communities."""

    head: Head
    teams: tuple[Crew, ...]
    guilds: tuple[Guild, ...]


def views(edition: Edition) -> Iterable[Teams]:
    """The one page."""
    project = edition.plan.project
    items = edition.plan.item_by_id.values()
    doing = Counter(item.owner for item in items if item.owner and edition.plan.category(item) == "doing")
    still = Counter(item.team for item in items if edition.plan.is_open(item))
    crews = tuple(_crew(edition, name, team, doing, still[name]) for name, team in project.teams.items())
    guilds = tuple(
        Guild(one.name or name, tuple(edition.person(who) for who in one.members), one.owns)
        for name, one in project.communities.items()
    )
    people = len(project.people)
    clauses = (
        (f"{count(len(crews), 'team')} with {count(people, 'person', 'people')}",)
        if crews
        else ("no team is declared",)
    )
    yield Teams(Head("teams/index.html", "teams", "Teams", sentence(clauses), source="backlogue.yaml"), crews, guilds)


def _crew(edition: Edition, name: str, team: Team, doing: Counter[str], still: int) -> Crew:
    plan = edition.plan
    return Crew(
        id=name,
        name=edition.team(name),
        board=board_page(name),
        kind=spoken(team.kind),
        method=_method(team),
        members=tuple(
            Person(member.name or who, member.discipline or "", member.role or "", doing[who])
            for who, member in team.members.items()
        ),
        bonds=tuple(
            Bond(edition.team(one.with_), one.mode.replace("-", " "), day(one.until) if one.until else "",
                 one.purpose or "", one.until is not None and one.until < plan.today)
            for one in team.interactions
        ),
        domains=tuple(team.domains.items()),
        open=still,
        per_person=team.wip_per_person,
    )  # fmt: skip


def _method(team: Team) -> str:
    review = f", review every {count(team.review_every, 'day')}" if team.review_every else ""
    return f"{spoken(team.method)}{review}"


PAGE = Page("teams", "teams.html", views, title="Teams", path="teams/index.html", place=60)
