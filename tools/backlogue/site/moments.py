"""An edition and the days asked for in; light sets of pages, of the plan as it was at the end of each, out.

Pages of a moment are the kinds that a reader compares: overview, backlog, boards, sprints, increments, teams.
What they link to besides is the site's own: assets, items, rules. Nothing in them depends on later commits but
which items and sprints are gone since, so a moment is rendered once and then taken from edition to edition.
"""

import dataclasses
import posixpath
import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from backlogue.base.digest import digest
from backlogue.pipeline import compile_project
from backlogue.site.edition import saved, sources
from backlogue.site.frame import frame, frame_digest, pages
from backlogue.site.ledger import Ledger
from backlogue.site.links import Links
from backlogue.site.press import Press
from backlogue.site.publish import charts_by_name, files_of
from backlogue.site.templates import Frame, Pages
from backlogue.site.told import commit_at
from backlogue.views.address import board_page
from backlogue.views.edition import AsOf, Edition
from backlogue.views.moment import Moment
from backlogue.views.page import View
from backlogue.views.words import day, listing
from backlogue.world.repository import Repository
from backlogue.world.snapshot import Snapshot

SPRINTS = "sprints"
_LINK = re.compile(r' (href|src|data-root)="([^"#:]*)(#[^"]*)?"')


def choose(edition: Edition, asked: Sequence[str]) -> tuple[Moment, ...]:
    """The moments asked for (`sprints`, or days as YYYY-MM-DD) that lie between the first commit and today."""
    timeline, plan = edition.timeline, edition.plan
    if timeline is None:
        return ()
    ends: dict[date, list[str]] = {}
    for sprint in plan.sprint_by_id.values():
        ends.setdefault(sprint.end, []).append(sprint.name)
    days = {end for end in ends if SPRINTS in asked} | {date.fromisoformat(one) for one in asked if one != SPRINTS}
    found = []
    for one in sorted((one for one in days if one < plan.today), reverse=True):
        commit = commit_at(timeline, one, plan.project.time_zone)
        if commit is not None:
            why = listing(sorted(ends.get(one, ())))
            found.append(Moment(one.isoformat(), day(one), why, commit, f"at/{one.isoformat()}/"))
    return tuple(found)


def write_moments(root: Path, edition: Edition, shared: Frame, press: Press, old: Ledger) -> None:
    """The pages of every moment, taken from the last edition where they are there."""
    if not edition.moments:
        return
    repository = Repository(root)
    gone = _gone(edition)
    same = frame_digest(dataclasses.replace(shared, moments=()))
    for moment in edition.moments:
        key = digest(same, repr(moment), *sorted(gone), *edition.plan.project.teams)
        before = [path for path in old.entries if path.startswith(moment.folder)]
        if not (before and all(press.keep(path, key) for path in before)):
            _write(repository, edition, shared, moment, press, key, gone)


def _gone(edition: Edition) -> frozenset[str]:
    """Ids that once were and are no more: nothing of today can be linked for them."""
    plan = edition.plan
    ever = edition.timeline.changes.keys() if edition.timeline is not None else ()
    here = {*plan.item_by_id, *plan.former, *plan.sprint_by_id, *plan.increment_by_id}
    return frozenset(set(ever) - here)


def _write(
    repository: Repository,
    edition: Edition,
    shared: Frame,
    moment: Moment,
    press: Press,
    key: str,
    gone: frozenset[str],
) -> None:
    past = _edition(repository, edition, moment)
    kinds = [page for page in pages() if page.past]
    shown = tuple(entry for entry in shared.sections if entry.name in {page.name for page in kinds})
    own = dataclasses.replace(
        frame(past, guide=False), sections=shown, about=shared.about, past=moment, branch=moment.commit
    )
    renderer = Pages(own, Links(past.plan).resolve)
    charts = charts_by_name()
    views: list[tuple[View, list[tuple[str, Callable[[], str | bytes]]]]] = []
    for page in kinds:
        for view in page.views(past):
            drawn = [charts[name] for name in page.charts]
            views.append((view, list(files_of(page, view, drawn, renderer))))
    made = {path for _, files in views for path, _ in files}
    now = _now(edition)
    for _, files in views:
        for path, make in files:
            mended = partial(_mended, make, path, made, gone, now) if path.endswith(".html") else make
            press.put(moment.folder + path, key, mended)


def _mended(
    make: Callable[[], str | bytes], path: str, made: set[str], gone: frozenset[str], now: frozenset[str]
) -> str:
    return relink(str(make()), path, made, gone, now)


def _edition(repository: Repository, edition: Edition, moment: Moment) -> Edition:
    """The plan of the moment's commit, judged on its day, with the history up to then."""
    tree = Snapshot(repository, moment.commit)
    compiled = compile_project(tree, lambda _zone: date.fromisoformat(moment.date))
    assert edition.timeline is not None
    place = next(place for place, stamp in enumerate(edition.timeline.stamps) if stamp.commit == moment.commit)
    plan = compiled.plan
    return Edition(
        plan, compiled.diagnostics, AsOf(moment.commit, day(plan.today)), saved(plan),
        sources(tree, {one.span.path for one in compiled.diagnostics}), edition.timeline.up_to(place),
    )  # fmt: skip


def _now(edition: Edition) -> frozenset[str]:
    """Pages of today that a moment's page of the same name may lead to: those that hardly ever go."""
    boards = (board_page(name) for name in edition.plan.project.teams)
    return frozenset((*(page.path for page in pages() if page.path), *boards))


def relink(html: str, path: str, made: Collection[str], gone: frozenset[str], now: frozenset[str]) -> str:
    """A moment's page with its links mended: its own pages stay, all else is the site's, two folders up."""
    here = posixpath.dirname(path)
    up = "../" * (path.count("/") + 2)

    def mend(found: re.Match[str]) -> str:
        name, address, mark = found[1], found[2], found[3] or ""
        if name == "data-root":
            return f' data-root="{up}"'
        if not address:
            return found[0]
        target = posixpath.normpath(posixpath.join(here, address))
        if target == "now":
            return f' href="{up}{path if path in now or _lasts(path, gone) else "index.html"}"'
        if target in made or target.startswith(".."):
            return found[0]
        if posixpath.splitext(posixpath.basename(target))[0] in gone:
            return ""
        return f' {name}="{up}{target}{mark}"'

    return _LINK.sub(mend, html)


def _lasts(path: str, gone: frozenset[str]) -> bool:
    """Whether a sprint or increment of then is one today too."""
    folder, _, name = path.rpartition("/")
    return folder in ("sprints", "increments") and posixpath.splitext(name)[0] not in gone
