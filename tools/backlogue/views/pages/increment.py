"""Increments: what several sprints of several teams are for, and how far their objectives are."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.model import Increment
from backlogue.views.address import increment_page, sprint_page
from backlogue.views.edition import Edition
from backlogue.views.found import Found, found
from backlogue.views.line import Line
from backlogue.views.load import items, progress
from backlogue.views.page import Crumb, Head, Page
from backlogue.views.pages.sprint import when
from backlogue.views.tally import Tally, tally
from backlogue.views.words import count, number, sentence, span


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective of a team; business value from 1 to 10, as planned and as it turned out."""

    team: str
    text: str
    committed: bool
    planned: float | None
    actual: float | None
    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One sprint of the increment."""

    path: str
    name: str
    team: str
    dates: str
    goal: str
    when: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class IncrementView:
    """One increment."""

    head: Head
    dates: str
    goal: str
    teams: tuple[str, ...]
    tally: Tally
    aims: tuple[Aim, ...]
    confidence: tuple[tuple[str, float], ...]
    steps: tuple[Step, ...]
    body: str
    mentions: tuple[str, ...]
    findings: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Increments:
    """All increments."""

    head: Head
    increments: tuple[IncrementView, ...]


def views(edition: Edition) -> Iterable[IncrementView | Increments]:
    """Each increment, and the page that lists them, the latest first."""
    ordered = sorted(edition.plan.increment_by_id.values(), key=lambda one: (-one.start.toordinal(), one.id))
    made = tuple(_increment(edition, one) for one in ordered)
    answer = f"{count(len(made), 'increment')}, the latest first" if made else "no increment is planned"
    yield Increments(Head("increments/index.html", "increments", "Increments", sentence((answer,))), made)
    yield from made


def _increment(edition: Edition, increment: Increment) -> IncrementView:
    plan = edition.plan
    sprints = sorted((s for s in plan.sprints if s.increment == increment.id), key=lambda one: (one.start, one.id))
    steps = tuple(
        Step(
            sprint_page(s.id),
            s.name,
            edition.team(s.team),
            span(s.start, s.end),
            s.goal or "",
            when(edition, s),
            progress(plan, s, edition.delivered(s)),
        )
        for s in sprints
    )
    work = {item.id: item for sprint in sprints for item in items(plan, sprint)}
    path = increment_page(increment.id)
    return IncrementView(
        head=Head(
            path,
            "increments",
            increment.name,
            _answer(increment),
            (Crumb("Increments", "increments/index.html"),),
            increment.path,
        ),
        dates=span(increment.start, increment.end),
        goal=increment.goal or "",
        teams=tuple(edition.team(team) for team in increment.teams),
        tally=tally(plan, work.values()),
        aims=_aims(edition, increment),
        confidence=tuple((edition.team(team), _mean(vote)) for team, vote in increment.confidence.items()),
        steps=steps,
        body=increment.body,
        mentions=edition.mentions(increment.body),
        findings=found(edition, edition.by_path.get(increment.path, ())),
    )


def _aims(edition: Edition, increment: Increment) -> tuple[Aim, ...]:
    known = edition.plan.item_by_id
    return tuple(
        Aim(
            team=edition.team(one.team),
            text=one.text,
            committed=one.committed,
            planned=one.business_value.planned if one.business_value else None,
            actual=one.business_value.actual if one.business_value else None,
            items=edition.lines([known[name] for name in one.items if name in known]),
        )
        for one in increment.objectives
    )


def _mean(vote: float | tuple[float, ...]) -> float:
    """A team's confidence: as written, or the mean of its people's votes."""
    return vote if isinstance(vote, float | int) else sum(vote) / len(vote) if vote else 0.0


def _answer(increment: Increment) -> str:
    """Achievement counts all objectives; the plan counts only committed ones. Source: SAFe, program predictability."""
    valued = [one for one in increment.objectives if one.business_value is not None]
    judged = [one for one in valued if one.business_value and one.business_value.actual is not None]
    planned = sum(one.business_value.planned for one in valued if one.business_value and one.committed)
    reached = sum(one.business_value.actual or 0 for one in judged if one.business_value)
    votes = [_mean(vote) for vote in increment.confidence.values()]
    return sentence(
        (
            span(increment.start, increment.end),
            count(len(increment.objectives), "objective") if increment.objectives else "no objectives yet",
            f"business value {number(reached)} reached of {number(planned)} planned" if judged and planned else "",
            f"confidence {number(sum(votes) / len(votes))} of 5" if votes else "",
        )
    )


PAGE = Page("increment", "increment.html", views, title="Increments", path="increments/index.html", place=50)
