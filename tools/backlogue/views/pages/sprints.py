"""The list of sprints: what runs, what comes, and what the past ones promised and delivered."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.model import Sprint
from backlogue.views.address import sprint_page
from backlogue.views.course import Pacing, pacing
from backlogue.views.edition import Edition
from backlogue.views.load import load, promised
from backlogue.views.page import Head, Page
from backlogue.views.pages.sprint import when
from backlogue.views.words import count, sentence, span

LAST = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One sprint; `taken` is the commitment in points (or the plan), `warning` says which discipline is over."""

    path: str
    name: str
    team: str
    goal: str
    kind: str
    dates: str
    start: str
    when: str
    taken: float
    capacity: float | None
    delivered: float | None
    goal_met: bool | None
    warning: str


@dataclass(frozen=True, slots=True)
class Sprints:
    """All sprints: running, coming, past; the latest first inside each."""

    head: Head
    running: tuple[Row, ...]
    coming: tuple[Row, ...]
    past: tuple[Row, ...]
    velocity: tuple[Pacing, ...]


def views(edition: Edition) -> Iterable[Sprints]:
    """The one list."""
    ordered = sorted(edition.plan.sprint_by_id.values(), key=lambda one: (-one.start.toordinal(), one.id))
    rows = [_row(edition, sprint) for sprint in ordered]
    kept = {name: tuple(row for row in rows if row.when == name) for name in ("running", "coming", "past")}
    judged = [row.goal_met for row in kept["past"] if row.goal_met is not None]
    clauses = (
        f"{count(len(kept['running']), 'sprint')} running" if kept["running"] else "no sprint is running",
        f"{len(kept['coming'])} coming" if kept["coming"] else "",
        f"{sum(judged)} of {len(judged)} past sprints met their goal" if judged else "",
    )
    head = Head("sprints/index.html", "sprints", "Sprints", sentence(clauses))
    # A team's last sprints are enough to see where it stands; each sprint's page shows more of them.
    found = (pacing(edition, team, most=LAST) for team in edition.plan.sprint_teams)
    velocity = tuple(one for one in found if one is not None)
    yield Sprints(head, kept["running"], tuple(reversed(kept["coming"])), kept["past"], velocity)


def _row(edition: Edition, sprint: Sprint) -> Row:
    burden = load(edition.plan, sprint)
    over = [share.discipline for share in burden.shares if share.over]
    committed = promised(edition.plan, sprint)
    return Row(
        path=sprint_page(sprint.id),
        name=sprint.name,
        team=edition.team(sprint.team),
        goal=sprint.goal or "",
        kind=sprint.kind,
        dates=span(sprint.start, sprint.end),
        start=sprint.start.isoformat(),
        when=when(edition, sprint),
        taken=committed,
        capacity=burden.capacity,
        delivered=edition.delivered(sprint),
        goal_met=sprint.goal_met,
        warning=f"above capacity: {', '.join(over)}" if over else "",
    )


PAGE = Page(
    "sprints", "sprints.html", views, title="Sprints", path="sprints/index.html", place=40, charts=("velocity",)
)
