"""What every step of `evidence` needs: the entries of items that name a source, whom to ask, what to lock."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import click

from backlogue.base.observation import DataSet, Observation
from backlogue.done.again import committed_since
from backlogue.done.judge import asked, changed, is_word
from backlogue.evidence.collect import Wanted
from backlogue.evidence.meant import meant_data
from backlogue.evidence.registry import sources
from backlogue.evidence.source import Ask
from backlogue.model import Item
from backlogue.model.evidence import EvidenceRules
from backlogue.model.lock import Locked
from backlogue.pipeline import read_project
from backlogue.plan import Plan
from backlogue.plan.query import QueryError, compile_query
from backlogue.render.caret import point
from backlogue.world.base_branch import trusted_base
from backlogue.world.digests import digests_on_disk, tracked
from backlogue.world.git import GitFault
from backlogue.world.repository import Repository
from backlogue.world.snapshot import Snapshot

# Addresses that whoever runs the command has set up; a pull request cannot.
_OWN = ("MLFLOW_TRACKING_URI", "MLFLOW_REGISTRY_URI", "WANDB_BASE_URL")
_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))


class Case(NamedTuple):
    """An evidence entry of an item."""

    item: Item
    name: str
    entry: Mapping[str, Any]

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.item.id, self.name, self.entry)


def items_asked(plan: Plan, query: str | None) -> list[Item] | None:
    """The items of a query, or all that are not dropped; None when the query is wrong and that has been said."""
    if query is None:
        return [item for item in plan.items if plan.category(item) != "dropped"]
    try:
        return list(compile_query(query, plan.project).select(plan))
    except QueryError as error:
        click.echo(f"error: {point(query, error.start, error.end, error.message, error.hint, 'query')}", err=True)
        return None


def cases_of(plan: Plan, items: Iterable[Item]) -> Iterator[Case]:
    """The entries of items that name a source; a person's word is read where it stands."""
    for item in items:
        if plan.item_by_id.get(item.id) is not item:
            continue  # of two files with one id, the first has the lock
        for name, proof in item.proofs.items():
            if not is_word(plan, proof):
                yield Case(item, name, proof.model_extra or {})


def ask_of(root: Path, plan: Plan, seconds: float) -> Ask:
    """Whom to ask: loopback, servers of the environment, and the hosts that the base branch allows."""
    environment = dict(os.environ)
    own = {urlsplit(environment.get(name, "")).hostname for name in _OWN} - {None}
    if environment.get("WANDB_API_KEY") and not environment.get("WANDB_BASE_URL"):
        own.add("api.wandb.ai")
    rules = trusted_rules(root, plan, environment)
    return Ask(root, environment, lambda host: host in _LOOPBACK or host in own or rules.allows(host), seconds)


def trusted_rules(root: Path, plan: Plan, environment: Mapping[str, str]) -> EvidenceRules:
    """`evidence:` of `backlogue.yaml` as the branch has it that a change goes to; no hosts where that is not known."""
    base = trusted_base(root, environment, plan.project.main_branch)
    if base.files:
        return plan.project.evidence
    if base.commit is not None:
        tree = Snapshot(Repository(root), base.commit)
        return read_project(tree)[0].evidence
    if plan.project.evidence.hosts:
        hint = f"the branch {base.name} is not here: fetch it, or set main_branch in backlogue.yaml"
        click.echo(f"note: hosts under evidence are not trusted, for {hint}", err=True)
    return EvidenceRules()


def to_lock(root: Path, case: Case, seen: Observation, today: date, kept: frozenset[str]) -> Locked:
    """What is kept of an answer: with the files it depends on, of those that git keeps, as they were when it was made.

    That is in the commit that a run says it was made from, and now for everything else.
    """
    entry = dict(case.entry)
    data = entry.get("data")
    wanted = meant_data(root, data) if data is not None else DataSet()
    spoken, named = (kept.intersection(paths) for paths in (spoken_of(entry), _named(entry)))
    files = {**digests_on_disk(root, spoken | named), **_then(root, sorted(spoken), seen.commit)}
    return Locked(asked(entry), seen, today, files, wanted)


def kept_paths(root: Path, cases: Iterable[Case]) -> frozenset[str]:
    """The paths that the entries depend on and that git keeps: one question for all of them."""
    return tracked(root, (path for case in cases for path in (*spoken_of(case.entry), *_named(case.entry))))


def spoken_of(entry: Mapping[str, Any]) -> list[str]:
    """The files and folders that an entry speaks of: what it covers, and its data."""
    covers = entry.get("covers")
    written = [*(covers if isinstance(covers, list | tuple) else [covers]), entry.get("data")]
    return [path.rstrip("/") for path in written if isinstance(path, str) and path]


def _named(entry: Mapping[str, Any]) -> list[str]:
    """What an entry names, which may be a file."""
    return [value for key, value in entry.items() if key in sources() and isinstance(value, str)]


def as_known(plan: Plan, case: Case, seen: Observation) -> Observation:
    """An answer, but what is locked where only a commit makes a report look older than what it covers."""
    former, known = plan.observations(case.item).get(case.name), sources()
    dates = any("covers" in known[key].options for key in case.entry if key in known)
    if former is None or not dates or dict(former.asked) != asked(case.entry):
        return seen
    return committed_since(former, seen, spoken_of(case.entry), changed(plan, former))


def _then(root: Path, paths: list[str], commit: str) -> Mapping[str, str]:
    """Digests in the commit that a run was made from, where it is here; nothing otherwise."""
    if not paths or not 7 <= len(commit) <= 64 or not set(commit) <= set("0123456789abcdef"):
        return {}
    try:
        repository = Repository(root)
        return Snapshot(repository, repository.resolve(commit)).digests(paths)
    except GitFault:
        return {}
