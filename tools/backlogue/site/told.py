"""A project's folder in; its history on the main line, and what changed since earlier days, out."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from backlogue.chronicle import history_at
from backlogue.comparison import fork_point
from backlogue.history import Timeline
from backlogue.history.difference import compare
from backlogue.model import Built, kinds_of
from backlogue.pipeline import assemble, read_entries, read_plan
from backlogue.plan import Plan
from backlogue.views.review import Review, review
from backlogue.views.since import Since
from backlogue.views.words import day, listing
from backlogue.world.cache import Cache
from backlogue.world.clock import named_day
from backlogue.world.git import GitFault, ask_git, commit_date, refusal
from backlogue.world.repository import Repository
from backlogue.world.snapshot import Snapshot
from backlogue.world.texts import Texts
from backlogue.world.tree import CONFIG

NO_GIT = "The plan is not in a git repository, so nothing is known of its past."
NO_COMMIT = "There is no commit yet, so nothing is known of the plan's past."
SHALLOW = (
    "This site was built from a shallow clone: older history is missing, so nothing is measured over it. "
    "Fetch it with git fetch --unshallow; in CI, check out with fetch-depth: 0."
)
FORTNIGHT = 14


class Told(NamedTuple):
    """The main line up to a commit; without it `untold` is a sentence that says why."""

    repository: Repository | None
    timeline: Timeline | None
    untold: str = ""


def tell(root: Path, commit: str | None) -> Told:
    """History up to a commit, or up to HEAD. It is read once, from the cache as far as it goes."""
    try:
        repository = Repository(root)
        head = repository.head()
        if head is None:
            return Told(repository, None, NO_COMMIT)
        if repository.is_shallow:
            return Told(repository, None, SHALLOW)
        return Told(repository, history_at(repository, commit or head, Cache(root)))
    except GitFault:
        return Told(None, None, _unread(root))


def _unread(root: Path) -> str:
    refused = refusal(root)
    return f"Nothing is known of the plan's past: {refused}." if refused else NO_GIT


def since(
    told: Told, plan: Plan, commit: str | None, today: Callable[[str], date], asked: str | None = None
) -> tuple[Since, ...]:
    """What changed since the day or revision `asked` for, since a sprint last ended and in two weeks.

    Days before the first commit are left out. GitFault where `asked` names nothing.
    """
    if told.timeline is None or told.repository is None:
        if asked is not None:
            raise GitFault(told.untold.rstrip("."))
        return ()
    found = [] if asked is None else [_asked(told.repository, plan, commit, today, asked)]
    for name, why, one in _days(plan):
        start = commit_at(told.timeline, one, plan.project.time_zone)
        if start is not None:
            what = _reviewed(told.repository, start, commit, plan, today)
            found.append(Since(name, why, day(one), start, what))
    return tuple(found)


def _asked(repository: Repository, plan: Plan, commit: str | None, today: Callable[[str], date], asked: str) -> Since:
    zone = plan.project.time_zone
    start = fork_point(repository, repository.resolve_at(asked, zone), commit)
    whole = named_day(asked)
    on = day(whole or commit_date(repository.root, zone, start) or plan.today)
    what = _reviewed(repository, start, commit, plan, today)
    return Since(f"since {asked if whole is None else on}", "", on, start, what, whole is not None)


def passed_since(told: Told, start: str) -> int:
    """How many commits of the main line came after one of its past."""
    assert told.timeline is not None
    assert told.repository is not None
    tip = told.timeline.stamps[-1].commit
    return int(ask_git(told.repository.root, "rev-list", "--count", "--first-parent", tip, f"^{start}"))


def _reviewed(
    repository: Repository, start: str, commit: str | None, plan: Plan, today: Callable[[str], date]
) -> Review:
    before = _before(repository, start, commit, plan, today)
    return review(compare(before, plan), before, plan)


def _before(repository: Repository, start: str, commit: str | None, plan: Plan, today: Callable[[str], date]) -> Plan:
    """The plan of an earlier commit: only the files that changed since are read, the others are those of `plan`."""
    changed = repository.changed_files(start, commit)
    touched = {path for path, _, _ in changed}
    if CONFIG in touched:
        # Other types or workflows give every file another meaning.
        return read_plan(Snapshot(repository, start), today).plan
    tree = Texts(repository.files_at(start, [path for path, was, _ in changed if was]))
    read = read_entries(tree, tree.listing(), kinds_of(plan.project))
    same = {entry.path: Built(entry, ()) for entry in plan.entries if entry.path not in touched}
    return assemble(plan.project, {**same, **read}, plan.today)


def commit_at(timeline: Timeline, one: date, zone: str) -> str | None:
    """The newest commit that the main line had at the end of a day."""
    end = datetime.combine(one + timedelta(days=1), time(), ZoneInfo(zone))
    place = timeline.place_before(int(end.timestamp()))
    return timeline.stamps[place].commit if place >= 0 else None


def _days(plan: Plan) -> list[tuple[str, str, date]]:
    past = [sprint for sprint in plan.sprint_by_id.values() if sprint.end < plan.today]
    found: list[tuple[str, str, date]] = []
    if past:
        last = max(sprint.end for sprint in past)
        names = sorted(sprint.name for sprint in past if sprint.end == last)
        found.append(("since the last sprint ended", listing(names), last))
    found.append(("in the last two weeks", "", plan.today - timedelta(days=FORTNIGHT)))
    return found
