"""A project's folder in, one edition of its site out: compiled, with its saved views and definitions applied."""

import contextlib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from backlogue.pipeline import compile_project
from backlogue.plan import Plan
from backlogue.plan.query import Query, QueryError, compile_query
from backlogue.site.past_evidence import past_evidence
from backlogue.site.told import passed_since, since, tell
from backlogue.views.edition import AsOf, Edition
from backlogue.views.words import day
from backlogue.world.cache import Cache
from backlogue.world.files import Folder
from backlogue.world.git import run_git
from backlogue.world.tree import Tree


class Past(NamedTuple):
    """A commit, and its files."""

    tree: Tree
    commit: str


def gather(root: Path, today: Callable[[str], date], past: Past | None = None, asked: str | None = None) -> Edition:
    """Read, check and query the plan in a folder as it stands on disk, or as a commit had it.

    `asked` is a day or revision since which changes are shown; GitFault where it names nothing.
    """
    tree: Tree = Folder(root) if past is None else past.tree
    compiled = compile_project(tree, today, Cache(root) if past is None else None)
    plan = compiled.plan
    as_of = moment(root, plan) if past is None else AsOf(past.commit, day(plan.today))
    lines = sources(tree, {one.span.path for one in compiled.diagnostics})
    commit = None if past is None else past.commit
    told = tell(root, commit)
    changes = since(told, plan, commit, today, asked)
    recent = passed_since(told, changes[0].commit) if asked is not None else None
    return Edition(
        plan, compiled.diagnostics, as_of, saved(plan), lines,
        told.timeline, told.untold, changes, past_locks=past_evidence(told, plan, commit), recent=recent,
    )  # fmt: skip


def moment(root: Path, plan: Plan) -> AsOf:
    """HEAD's commit and the plan's day; whether plan files differ from that commit."""
    head = run_git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if not head:
        return AsOf(day=day(plan.today))
    status = run_git(root, "status", "--porcelain", "--", "backlog", "sprints", "backlogue.yaml")
    return AsOf(head.decode().strip(), day(plan.today), bool(status and status.strip()))


def sources(tree: Tree, paths: Iterable[str]) -> dict[str, list[str]]:
    """The lines of files, for excerpts; none of a file that cannot be read."""
    found: dict[str, list[str]] = {}
    for path in paths:
        with contextlib.suppress(OSError):
            found[path] = tree.read(path).decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    return found


def saved(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The items of each saved view. A view with a faulty query selects none; the check says why."""
    return {
        name: tuple(item.id for item in query.select(plan))
        for name, query in _queries(plan, plan.project.views.items())
    }


def _queries(plan: Plan, written: Iterable[tuple[str, str]]) -> Iterable[tuple[str, Query]]:
    for name, text in written:
        try:
            yield name, compile_query(text, plan.project)
        except QueryError:
            continue
