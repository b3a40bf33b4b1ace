"""The step that lists every experiment: what was tried, its cost, what it showed, what was learned, what followed."""

import sys
from datetime import date
from pathlib import Path

import click

from backlogue.base import discover
from backlogue.chronicle import read_history
from backlogue.cli.meant import AsksItems
from backlogue.cli.options import judging_day, project_option, today_option
from backlogue.history import Timeline, follow
from backlogue.pipeline import read_plan
from backlogue.plan.query import QueryError, compile_query
from backlogue.views.ledger import ledger
from backlogue.world.cache import Cache
from backlogue.world.files import Folder
from backlogue.world.git import GitFault
from backlogue.world.repository import Repository

# The names of the files in render/ledgers; a test compares them.
FORMATS = ("text", "json", "markdown", "csv")


@click.command("ledger", cls=AsksItems)
@click.argument("query", default="")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to write it.")
@today_option
@project_option
def ledger_step(query: str, form: str, today: date | None, root: Path) -> int:
    """List the experiments that a QUERY matches (all without one), and the learning yield of each sprint.

    \b
    Examples:
      backlogue experiment ledger
      backlogue experiment ledger "team = fraud" --format markdown
      backlogue experiment ledger --format csv > experiments.csv

    Cost in working days is what git's history tells; where it tells nothing, the time-box, or the days of the sprints.
    Learning yield: experiments decided in a sprint / experiments run in it.
    """
    plan = read_plan(Folder(root), judging_day(root, today), Cache(root)).plan
    try:
        only = [item.id for item in compile_query(query, plan.project).select(plan)] if query.strip() else None
    except QueryError as error:
        raise click.UsageError(f"{query!r}: {error.message}{f' -- {error.hint}' if error.hint else ''}") from None
    plug = next(one.value for one in discover("backlogue.render.ledgers", "FORMAT") if one.value.name == form)
    sys.stdout.write(plug.write(ledger(plan, _history(root), only)))
    return 0


def _history(root: Path) -> Timeline | None:
    """The main line up to HEAD; None outside git, before the first commit, and in a shallow clone."""
    try:
        repository = Repository(root)
        head = repository.head()
        if head is None or repository.is_shallow:
            return None
        return follow(read_history(repository, head, Cache(root))).timeline
    except GitFault:
        return None
