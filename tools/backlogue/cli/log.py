"""log: show what happened to an item, or to a sprint and its items, as git tells it."""

import sys
from pathlib import Path

import click

from backlogue.base import nearest
from backlogue.chronicle import read_history
from backlogue.cli.moment import zone_of
from backlogue.cli.options import color_option, reading_option
from backlogue.history import Timeline, follow
from backlogue.render.log import write_json, write_text
from backlogue.views.log import Log, item_log, sprint_log
from backlogue.world.cache import Cache
from backlogue.world.git import GitFault
from backlogue.world.repository import Repository


@click.command("log")
@click.argument("item", metavar="ID", required=False)
@click.option("--sprint", metavar="ID", help="A sprint, and every item that was ever planned in it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write it.")
@click.option("--all", "every", is_flag=True, help="Each commit of merged branches too, not only the main line.")
@color_option
@reading_option
def COMMAND(item: str | None, sprint: str | None, form: str, every: bool, color: bool, root: Path) -> int:
    """Show every change of every field, oldest first, with the day the main line had it and by whom.

    \b
    Examples:
      backlogue log CHURN-12
      backlogue log --sprint churn-2026-07
      backlogue log CHURN-12 --format json

    An item is followed by its id through renamed and moved files, and through renumbering where the old id was its
    alone.
    """
    if (item is None) == (sprint is None):
        raise click.UsageError("Name one item, or one sprint with --sprint ID.")
    try:
        repository = Repository(root)
        tip = repository.head()
        if tip is None:
            raise click.UsageError("There is no commit yet, so there is no history.")
        read = read_history(repository, tip, None if every else Cache(root), first_parent=not every)
    except GitFault as fault:
        raise click.UsageError(f"No history: {fault}.") from None
    timeline, now = follow(read)
    if item is not None and item in now:
        click.echo(f"{item} is {now[item]} now.", err=True)
        item = now[item]
    zone = zone_of(root)
    found = sprint_log(timeline, sprint, zone) if sprint is not None else item_log(timeline, str(item), zone)
    if not found.events:
        raise click.UsageError(_unknown(timeline, sprint or str(item)))
    if not timeline.complete:
        click.echo("This clone is shallow: older history is missing. Fetch it with: git fetch --unshallow", err=True)
    for old in _shared(timeline, item or ""):
        click.echo(f"Before that its id was {old}, which another item has: see backlogue log {old}", err=True)
    sys.stdout.write(_written(found, form, color))
    return 0


def _shared(timeline: Timeline, item: str) -> list[str]:
    """Ids that an item had together with another, so that their history tells of both."""
    first = timeline.changes[item][0].fields.get("formerly") if timeline.changes.get(item) else None
    return [old for old in first if old in timeline.changes] if isinstance(first, list) else []


def _written(found: Log, form: str, color: bool) -> str:
    return write_json(found) if form == "json" else write_text(found, color)


def _unknown(timeline: Timeline, wanted: str) -> str:
    close = nearest(wanted, timeline.changes)
    hint = f" Did you mean {close}?" if close else ""
    return f"No commit on the main line has {wanted}.{hint}"
