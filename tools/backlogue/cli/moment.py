"""`--at REV|DATE`: a moment in; the tree to read then, the day to judge it by, and a cache where one fits, out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from backlogue.base.zones import is_zone
from backlogue.cli.options import judging_day
from backlogue.world.cache import Cache
from backlogue.world.clock import named_day
from backlogue.world.files import Folder
from backlogue.world.git import GitFault, is_bare
from backlogue.world.tree import CONFIG, Tree

Command = TypeVar("Command", bound=Callable[..., Any])


class Moment(NamedTuple):
    """What to read and how to judge it; `commit` is None for the files as they are."""

    tree: Tree
    day: Callable[[str], date]
    cache: Cache | None
    commit: str | None


def at_option(command: Command) -> Command:
    """`--at REV|DATE`, given to the command as `at`, a text or None."""
    return click.option(
        "--at",
        metavar="REV|DATE",
        help="The plan of a commit, or as the main line had it at the end of a day (YYYY-MM-DD).",
    )(command)


def moment_of(root: Path, at: str | None, today: date | None = None) -> Moment:
    """The moment that `--at` and `--today` ask for; a revision that is not there is a wrong argument.

    In a bare repository, which holds no files, the plan is that of HEAD.
    """
    if at is None and is_bare(root):
        at = "HEAD"
    if at is None:
        return Moment(Folder(root), judging_day(root, today), Cache(root), None)
    # Git's history is asked for here only: GitPython costs 110 ms to import.
    from backlogue.world.repository import Repository
    from backlogue.world.snapshot import Snapshot

    try:
        repository = Repository(root)
        commit = repository.resolve_at(at, zone_of(root) if named_day(at) is not None else "UTC")
    except GitFault as fault:
        raise click.BadParameter(str(fault), param_hint="--at") from None
    # The board of a day that was named is judged by that day.
    return Moment(Snapshot(repository, commit), judging_day(root, today or named_day(at), commit), None, commit)


def zone_of(root: Path) -> str:
    """The project's time zone, which decides when a day ends."""
    # The type of a project brings pydantic with it, 200 ms for one value.
    from backlogue.parse import read_yaml

    try:
        record = read_yaml(CONFIG, tree_of(root).read(CONFIG)).record
    except OSError:
        record = None
    zone = None if record is None else record.values.get("time_zone")
    return str(zone) if is_zone(zone) else "UTC"


def tree_of(root: Path) -> Tree:
    """The files as they are; those of HEAD in a bare repository. GitFault where that has no commit."""
    if not is_bare(root):
        return Folder(root)
    from backlogue.world.repository import Repository
    from backlogue.world.snapshot import Snapshot

    repository = Repository(root)
    return Snapshot(repository, repository.resolve("HEAD"))
