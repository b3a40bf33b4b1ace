"""The overview: what runs, how far the plan has come, what is stuck and what was learned, for five minutes."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.base import Severity
from backlogue.model import Increment, Item, Sprint
from backlogue.plan.progress import WORK
from backlogue.views.address import increment_page, sprint_page
from backlogue.views.edition import Edition
from backlogue.views.found import weight
from backlogue.views.line import Line
from backlogue.views.load import items, load, progress
from backlogue.views.page import Head, Page
from backlogue.views.tally import Tally, tally
from backlogue.views.words import count, sentence, span

MOST = 12


@dataclass(frozen=True, slots=True)
class Card:
    """A sprint or increment: what for, until when, how far."""

    path: str
    name: str
    about: str
    goal: str
    tally: Tally
    warning: str


@dataclass(frozen=True, slots=True)
class Branch:
    """An initiative or epic and the progress of everything below it."""

    line: Line
    tally: Tally


@dataclass(frozen=True, slots=True)
class Decided:
    """An experiment with an outcome."""

    line: Line
    outcome: str
    learning: str
    decision: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The front page."""

    head: Head
    as_of: str
    running: tuple[Card, ...]
    increments: tuple[Card, ...]
    branches: tuple[Branch, ...]
    stuck: tuple[Line, ...]
    stuck_more: int
    decided: tuple[Decided, ...]
    findings: int
    errors: int
    whole: Tally


def views(edition: Edition) -> Iterable[Overview]:
    """The one front page."""
    plan = edition.plan
    running = [sprint for sprint in plan.sprints if sprint.start <= plan.today <= sprint.end]
    stuck = [item for item in edition.order if _stuck(edition, item)]
    work = [item for item in plan.items if plan.like(item) in WORK]
    clauses = (
        f"{count(len(running), 'sprint')} {'runs' if len(running) == 1 else 'run'} now"
        if running
        else "no sprint runs now",
        f"{count(len(stuck), 'item')} {'is' if len(stuck) == 1 else 'are'} stuck" if stuck else "nothing is stuck",
        f"the check found {weight(edition.diagnostics) or 'nothing to mend'}",
    )
    yield Overview(
        head=Head("index.html", "overview", plan.project.name, sentence(clauses)),
        as_of=edition.as_of.words,
        running=tuple(_sprint(edition, sprint) for sprint in sorted(running, key=lambda one: (one.end, one.id))),
        increments=tuple(_increment(edition, one) for one in sorted(plan.increments, key=_latest)),
        branches=_branches(edition),
        stuck=edition.lines(stuck[:MOST]),
        stuck_more=max(0, len(stuck) - MOST),
        decided=_decided(edition),
        findings=len(edition.diagnostics),
        errors=sum(one.severity is Severity.ERROR for one in edition.diagnostics),
        whole=tally(plan, work),
    )


def _latest(increment: Increment) -> tuple[int, str]:
    return -increment.start.toordinal(), increment.id


def _stuck(edition: Edition, item: Item) -> bool:
    category = edition.plan.category(item)
    return category == "waiting" or (category == "doing" and bool(edition.plan.blockers(item)))


def _sprint(edition: Edition, sprint: Sprint) -> Card:
    plan = edition.plan
    taken = load(plan, sprint)
    left = (sprint.end - plan.today).days
    until = "ends today" if left == 0 else f"{count(left, 'day')} left"
    return Card(
        path=sprint_page(sprint.id),
        name=sprint.name,
        about=f"{edition.team(sprint.team)} · {until}".lstrip(" ·"),
        goal=sprint.goal or "No goal is written down.",
        tally=progress(plan, sprint, edition.delivered(sprint)),
        warning=f"{taken.words[:1].upper()}{taken.words[1:]}" if any(share.over for share in taken.shares) else "",
    )


def _increment(edition: Edition, increment: Increment) -> Card:
    plan = edition.plan
    sprints = [sprint for sprint in plan.sprints if sprint.increment == increment.id]
    work = {item.id: item for sprint in sprints for item in items(plan, sprint)}
    return Card(
        path=increment_page(increment.id),
        name=increment.name,
        about=f"{span(increment.start, increment.end)} · {count(len(sprints), 'sprint')}",
        goal=increment.goal or "",
        tally=tally(plan, work.values()),
        warning="",
    )


def _branches(edition: Edition) -> tuple[Branch, ...]:
    """Open epics; initiatives where a project has no epics."""
    plan = edition.plan
    for kind in ("epic", "initiative"):
        tops = [item for item in edition.order if plan.like(item) == kind and plan.is_open(item)]
        if tops:
            return tuple(Branch(edition.line(item), tally(plan, plan.descendants(item.id))) for item in tops[:MOST])
    return ()


def _decided(edition: Edition) -> tuple[Decided, ...]:
    tried = [item for item in edition.plan.experiments if item.outcome is not None]
    return tuple(
        Decided(edition.line(item), item.outcome or "", item.learning or "", item.decision or "")
        for item in tried[:MOST]
    )


PAGE = Page("overview", "overview.html", views, title="Overview", path="index.html", place=10)
