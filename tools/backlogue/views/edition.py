"""What a site is made from: a plan, its diagnostics and the moment they speak of. Frozen; indexes on demand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from backlogue.base import Diagnostic
from backlogue.done import Standard, standards
from backlogue.flow import Course, Pace, SayDo, courses, paces, say_do
from backlogue.history import Timeline, follow
from backlogue.model import Item, Sprint
from backlogue.plan import Plan
from backlogue.plan.load import delivered
from backlogue.plan.query.order import backlog_key
from backlogue.views.line import Line, line_of
from backlogue.views.moment import Moment
from backlogue.views.setting import Setting, setting_of
from backlogue.views.since import Since
from backlogue.views.trend import Kept
from backlogue.views.words import day

_PROGRESS = {"doing": 0, "waiting": 1, "todo": 2, "done": 3, "dropped": 4}


@dataclass(frozen=True)
class AsOf:
    """The moment a site shows: a commit (empty outside git), its day, and whether files changed since."""

    commit: str = ""
    day: str = ""
    changed: bool = False

    @property
    def words(self) -> str:
        """For example: As of 6 July 2026, commit 1a2b3c4, with changes not yet committed."""
        from_commit = f", commit {self.commit[:8]}" if self.commit else ", files outside git"
        return f"As of {self.day}{from_commit}{', with changes not yet committed' if self.changed else ''}"


@dataclass(frozen=True)
class Edition:
    """One edition of the site.

    `saved` holds the ids that each saved view of the project selects, in its order; `sources` the lines
    of the files with diagnostics.
    `timeline` is the main line up to the edition's commit, None where there is none to measure, with
    `untold` to say why; `since` what changed since earlier days;
    `moments` are the earlier ones that the site has pages of; `past_locks` what the locks of items
    with a scorecard said before; `recent` is how many commits of the main line the feed goes back, where somebody
    asked since when.
    """

    plan: Plan
    diagnostics: tuple[Diagnostic, ...]
    as_of: AsOf
    saved: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sources: Mapping[str, Sequence[str]] = field(default_factory=dict)
    timeline: Timeline | None = None
    untold: str = ""
    since: tuple[Since, ...] = ()
    moments: tuple[Moment, ...] = ()
    past_locks: Mapping[str, Sequence[Kept]] = field(default_factory=dict)
    recent: int | None = None

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The plan files that define an id and that nothing could be made of, and a project file read in part."""
        return tuple(sorted({*self.plan.claims.values(), *(("backlogue.yaml",) if self.plan.project.partial else ())}))

    @cached_property
    def setting(self) -> Setting:
        """What all items share."""
        return setting_of(self.plan)

    @cached_property
    def order(self) -> tuple[Item, ...]:
        """All items: going on, waiting, to come, done, dropped; inside each in the order of the backlog."""
        inside, category = backlog_key(self.plan), self.plan.category
        items = self.plan.item_by_id.values()
        return tuple(sorted(items, key=lambda item: (_PROGRESS.get(category(item) or "todo", 2), inside(item))))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {item.id: place for place, item in enumerate(self.order)}

    def in_order(self, items: Iterable[Item]) -> list[Item]:
        """Items in the order of `order`."""
        return sorted(items, key=lambda item: self._places[item.id])

    @cached_property
    def _lines(self) -> dict[str, Line]:
        return {}

    def line(self, item: Item) -> Line:
        """The line of an item; made once, because an item stands on many pages."""
        found = self._lines.get(item.id)
        if found is None:
            found = line_of(self.plan, item, self.team(item.team), self.person(item.owner))
            self._lines[item.id] = found
        return found

    def lines(self, items: Iterable[Item]) -> tuple[Line, ...]:
        """The lines of items, in the order given."""
        return tuple(map(self.line, items))

    def mentions(self, text: str) -> tuple[str, ...]:
        """The ids in a text that some item has or had; the page makes them links."""
        return self.setting.mentions(text)

    @cached_property
    def _days(self) -> dict[int, str]:
        return {}

    def day_of(self, place: int) -> str:
        """The day of a commit of the timeline in words, in the project's time zone; made once for each commit."""
        found = self._days.get(place)
        if found is None and self.timeline is not None:
            found = day(self._date_of(self.timeline, place))
            self._days[place] = found
        return found or ""

    def iso_day_of(self, place: int) -> str:
        """The same day for programs: 2026-11-30."""
        return self._date_of(self.timeline, place).isoformat() if self.timeline is not None else ""

    def _date_of(self, timeline: Timeline, place: int) -> date:
        return datetime.fromtimestamp(timeline.stamps[place].at, ZoneInfo(self.plan.project.time_zone)).date()

    @cached_property
    def lives(self) -> Timeline | None:
        """The timeline in which an item that was renumbered has one history, under the id it has."""
        return None if self.timeline is None else follow(self.timeline).timeline

    @cached_property
    def courses(self) -> dict[str, Course]:
        """The course of each sprint that has begun; none where no history is known."""
        if self.lives is None:
            return {}
        return courses(self.lives, self.plan.project, self.plan.sprint_by_id.values(), self.plan.today)

    @cached_property
    def said(self) -> dict[str, SayDo]:
        """What each sprint that is over said and did."""
        sprints = self.plan.sprint_by_id.values()
        found = ((one.id, say_do(self.plan, one, self.courses.get(one.id))) for one in sprints)
        return {name: one for name, one in found if one is not None}

    def paces(self, team: str) -> tuple[Pace, ...]:
        """The past sprints of a team, oldest first."""
        return paces(self.plan.sprints_of(team), self.said, self.plan.project.sprint.velocity_window)

    def delivered(self, sprint: Sprint) -> float | None:
        """Points that a sprint delivered; None while that is not known."""
        said = self.said.get(sprint.id)
        return said.delivered if said is not None else delivered(self.plan, sprint)

    @cached_property
    def asking(self) -> tuple[Standard, ...]:
        """The definitions of done, ready to be asked about any item."""
        return standards(self.plan)

    @cached_property
    def by_path(self) -> dict[str, tuple[Diagnostic, ...]]:
        """The diagnostics of each file."""
        found: dict[str, list[Diagnostic]] = {}
        for one in self.diagnostics:
            found.setdefault(one.span.path, []).append(one)
        return {path: tuple(ones) for path, ones in found.items()}

    @cached_property
    def item_of_path(self) -> dict[str, str]:
        """The item that each file defines."""
        return {item.path: item.id for item in self.plan.item_by_id.values()}

    def person(self, who: str | None) -> str:
        """A person's name; the id where no team knows them; empty for nobody."""
        return self.setting.person(who)

    def team(self, name: str | None) -> str:
        """A team's name for people; its id where it has none; empty for no team."""
        return self.setting.team(name)
