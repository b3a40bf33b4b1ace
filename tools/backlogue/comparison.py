"""The order of the steps to compare two moments: a repository and two commits in; the difference out.

Only what the change touches is read: the changed files on both sides, and the unchanged ones, locks too, that
speak of a sprint or item among them. A pull request of twenty files in a backlog of ten thousand
costs twenty files, not ten thousand.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from backlogue.base import ITEM_ID, Diagnostic, id_in_name
from backlogue.checks import run_change
from backlogue.checks.rule import PlanChange
from backlogue.history.difference import Difference, compare
from backlogue.model import Built, kinds_of
from backlogue.pipeline import assemble, read_entries, read_project
from backlogue.plan import Plan
from backlogue.plan.proofs import Proofs
from backlogue.world.files import Folder
from backlogue.world.overlay import Overlay
from backlogue.world.repository import Repository
from backlogue.world.snapshot import Snapshot
from backlogue.world.texts import Texts
from backlogue.world.tree import CONFIG

# Ids of items anywhere in front matter, and the names that `id` and `sprint` give.
_ITEM = re.compile(rf"\b{ITEM_ID}\b".encode())
_NAMED = re.compile(rb"^(?:id|sprint)[ ]*:[ ]*[\"']?([A-Za-z0-9][A-Za-z0-9._-]*)", re.MULTILINE)

# Where no shared commit was fetched, the base itself is compared, with whatever came to it since.
SHALLOW = (
    "This clone is shallow: where the branch left its base may lie further back, and ids that were used before "
    "are not all known. Fetch the rest with: git fetch --unshallow"
)


class Compared(NamedTuple):
    """Two plans, cut down to what the change touches, and their difference."""

    before: Plan
    after: Plan
    difference: Difference


def compare_commits(repository: Repository, base: str, head: str | None, today: Callable[[str], date]) -> Compared:
    """What the plan of `head` (None: the files as they are) does to that of `base`."""
    changed = repository.changed_files(base, head)
    old = _texts(repository, base, [path for path, was, _ in changed if was])
    new = _texts(repository, head, [path for path, _, now in changed if now])
    touched = {path for path, _, _ in changed}
    near = [path for path in repository.mentions(head, _names([*old.values(), *new.values()])) if path not in touched]
    shared = _texts(repository, head, [*near, *([] if CONFIG in touched else [CONFIG])])
    before, after = _plans(shared, old, new, today)
    return Compared(before, after, compare(before, after))


def _plans(
    shared: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes], today: Callable[[str], date]
) -> list[Plan]:
    """The plans of the old files and of the new ones, each with those that both share."""
    beside = Texts(shared)
    listed = beside.listing()
    found: list[Plan] = []
    near: dict[str, Built] = {}
    for own in (old, new):
        tree, changed = Overlay(beside, own), Texts(own)
        project, _ = read_project(tree)
        kinds = kinds_of(project)
        if not found or CONFIG in {*old, *new}:
            # Where other types were declared, what did not change may mean something else.
            near = read_entries(beside, listed, kinds)
        listing = changed.listing()
        built = {**near, **read_entries(changed, listing, kinds)}
        proofs = Proofs((lock.path for lock in (*listed.locks, *listing.locks)), tree.read, tree.digests)
        found.append(assemble(project, built, today(project.time_zone), proofs=proofs))
    return found


def _texts(repository: Repository, commit: str | None, paths: Iterable[str]) -> dict[str, bytes]:
    """The bytes of some files of a commit or of the folder; those that are not there are left out."""
    if commit is not None:
        return repository.files_at(commit, list(paths))
    folder, found = Folder(repository.root), {}
    for path in paths:
        try:
            found[path] = folder.read(path)
        except OSError:
            continue
    return found


def _names(texts: Iterable[bytes]) -> list[str]:
    """The ids that the front matters of changed files define or speak of."""
    found: set[bytes] = set()
    for text in texts:
        front = text[: text.find(b"\n---", 3)]
        found.update(_ITEM.findall(front))
        found.update(_NAMED.findall(front))
    return sorted(name.decode() for name in found)


def changes_since(
    repository: Repository, base: str, head: str | None, today: Callable[[str], date]
) -> tuple[Snapshot, tuple[Diagnostic, ...]]:
    """The plan where `head` (None: the files as they are) left `base`, and what the rules on changes say since."""
    start = fork_point(repository, base, head)
    found = compare_commits(repository, start, head, today)
    added = {one.id for one in found.difference.items if one.change == "added"}
    retired = frozenset(added & _once(repository, start)) if added else frozenset()
    change = PlanChange(found.before, found.after, found.difference, retired)
    return Snapshot(repository, start), run_change(change)


def fork_point(repository: Repository, base: str, head: str | None) -> str:
    """The newest commit that a base and `head` (None: HEAD) share; the base itself where they share none."""
    start = repository.resolve(base)
    return repository.merge_base(head or repository.resolve("HEAD"), [start]) or start


def _once(repository: Repository, commit: str) -> set[str]:
    """Ids that files deleted before a commit bore in their names."""
    found = (id_in_name(path) for path in repository.deleted_files(commit))
    return {name for name in found if name is not None}


def default_base(repository: Repository, tip: str | None) -> str:
    """Where the branch of `tip` (None: of HEAD) left the main one; HEAD itself on the main branch."""
    head = tip or repository.resolve("HEAD")
    main = read_project(Folder(repository.root))[0].main_branch
    base = repository.merge_base(head, [f"refs/remotes/origin/{main}", f"refs/heads/{main}"])
    return base or head
