"""A sprint's page: its goal, what it took on against what each discipline can take, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.model import Item, Sprint
from backlogue.views.address import board_page, increment_page, sprint_page
from backlogue.views.checkpoints import checkpoints_part, promising
from backlogue.views.course import Burn, Pacing, Promise, burn, kept_words, moved, pacing, promise
from backlogue.views.document import Part
from backlogue.views.edition import Edition
from backlogue.views.found import Found, found
from backlogue.views.line import Line
from backlogue.views.load import Load, items, load, progress, promised, scope
from backlogue.views.lookback import standstill_part, stood_still, trials_of
from backlogue.views.page import Crumb, Head, Page
from backlogue.views.tally import Tally, brought
from backlogue.views.trials import next_part, trials_part
from backlogue.views.words import count, day, sentence, span


@dataclass(frozen=True, slots=True)
class Taken:
    """An item of the sprint and the points it was taken on with; `since` is the day it was added later,
    `carried` the sprint it was moved to; both may be empty."""

    line: Line
    points: float
    since: str
    carried: str


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """A change after the commitment; `points` are those it added or took away, None where no history tells."""

    on: str
    what: str
    item: str
    known: bool
    points: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Near:
    """The team's sprint before or after this one."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class SprintView:
    """One sprint. `when` is running, coming or past."""

    head: Head
    when: str
    goal: str
    goal_met: bool | None
    kind: str
    team: str
    team_path: str
    increment: str
    increment_path: str
    dates: str
    committed_on: str
    load: Load
    tally: Tally
    taken: tuple[Taken, ...]
    changes: tuple[ScopeChange, ...]
    delivered: float | None
    body: str
    mentions: tuple[str, ...]
    findings: tuple[Found, ...]
    before: Near | None
    after: Near | None
    burn: Burn | None
    promise: Promise | None
    kept: str
    velocity: tuple[Pacing, ...]
    untold: str
    lookback: tuple[Part, ...]


def views(edition: Edition) -> Iterable[SprintView]:
    """One page for each sprint."""
    return (_sprint(edition, sprint) for sprint in edition.plan.sprint_by_id.values())


def when(edition: Edition, sprint: Sprint) -> str:
    """Whether a sprint is running, coming or past on the day of the edition."""
    today = edition.plan.today
    return "past" if sprint.end < today else "coming" if sprint.start > today else "running"


def _sprint(edition: Edition, sprint: Sprint) -> SprintView:
    plan = edition.plan
    increment = plan.increment_by_id.get(sprint.increment or "")
    now = when(edition, sprint)
    burden = load(plan, sprint)
    done = edition.delivered(sprint)
    said = promise(edition, sprint)
    pace = pacing(edition, sprint.team, sprint) if sprint.team and now == "past" else None
    before, after = _beside(edition, sprint)
    known_team = sprint.team in plan.project.teams
    return SprintView(
        head=Head(
            sprint_page(sprint.id),
            "sprints",
            sprint.name,
            _answer(edition, sprint, now, burden),
            (Crumb("Sprints", "sprints/index.html"),),
            sprint.path,
        ),
        when=now,
        goal=sprint.goal or "",
        goal_met=sprint.goal_met,
        kind=sprint.kind,
        team=edition.team(sprint.team),
        team_path=board_page(sprint.team or "") if known_team else "",
        increment=increment.name if increment else sprint.increment or "",
        increment_path=increment_page(increment.id) if increment else "",
        dates=span(sprint.start, sprint.end),
        committed_on=day(sprint.commitment.on) if sprint.commitment else "",
        load=burden,
        tally=progress(plan, sprint, done),
        taken=_taken(edition, sprint),
        changes=_changes(edition, sprint),
        delivered=done,
        body=sprint.body,
        mentions=edition.mentions(sprint.body),
        findings=found(edition, edition.by_path.get(sprint.path, ())),
        before=before,
        after=after,
        burn=burn(edition, sprint),
        promise=said,
        kept=kept_words(said) if said else "",
        velocity=(pace,) if pace else (),
        untold=edition.untold if now != "coming" else "",
        lookback=(*_promised(edition, sprint), *(_lookback(edition, sprint) if now != "coming" else ())),
    )


def _promised(edition: Edition, sprint: Sprint) -> tuple[Part, ...]:
    """The checkpoints of work that outlasts the sprint, where it has some."""
    found = promising(edition, sprint)
    return (checkpoints_part(edition, found, sprint),) if found else ()


def _lookback(edition: Edition, sprint: Sprint) -> tuple[Part, ...]:
    """What a retrospective looks at beside the charts: what was tried, what stood still, what could be tested next."""
    trials = trials_of(edition, sprint)
    still = stood_still(edition, sprint)
    parts = [trials_part(edition, trials), next_part(edition, trials)] if trials else []
    return (*parts, standstill_part(edition, still)) if still else tuple(parts)


def _taken(edition: Edition, sprint: Sprint) -> tuple[Taken, ...]:
    taken = scope(edition.plan, sprint)
    added = {change.add: day(change.on) for change in sprint.changes if change.add}
    return tuple(
        Taken(edition.line(item), taken[item.id][1], added.get(item.id, ""), _carried(sprint, item))
        for item in edition.in_order(items(edition.plan, sprint))
    )


def _changes(edition: Edition, sprint: Sprint) -> tuple[ScopeChange, ...]:
    known = edition.plan.item_by_id
    return tuple(
        ScopeChange(day(one.day), one.kind, one.item, one.item in known, one.points, one.reason)
        for one in moved(edition, sprint)
    )


def _carried(sprint: Sprint, item: Item) -> str:
    return item.sprint if item.sprint is not None and item.sprint != sprint.id else ""


def _beside(edition: Edition, sprint: Sprint) -> tuple[Near | None, Near | None]:
    """The team's sprints before and after this one."""
    series = edition.plan.sprints_of(sprint.team) if sprint.team else [sprint]
    place = series.index(sprint) if sprint in series else 0
    near = [Near(one.name, sprint_page(one.id)) for one in series]
    return near[place - 1] if place else None, near[place + 1] if place + 1 < len(near) else None


def _answer(edition: Edition, sprint: Sprint, now: str, burden: Load) -> str:
    if now == "past":
        met = {
            True: "The goal was met",
            False: "The goal was missed",
            None: "Over, and nobody wrote whether the goal was met",
        }
        done = edition.delivered(sprint)
        taken = promised(edition.plan, sprint)
        return sentence(
            (
                met[sprint.goal_met],
                brought(taken, done) if taken and done is not None else "",
            )
        )
    left = (sprint.end - edition.plan.today).days
    begins = f"Starts on {day(sprint.start)}"
    runs = "Ends today" if left == 0 else f"{count(left, 'day')} left"
    return sentence((begins if now == "coming" else runs, burden.words))


PAGE = Page("sprint", "sprint.html", views, charts=("capacity", "burndown", "burnup", "velocity"))
