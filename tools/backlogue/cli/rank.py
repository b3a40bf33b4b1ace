"""rank: move an item in the order of the backlog, in as few files as can be."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import click

from backlogue.base import natural
from backlogue.cli.answer import refuse, show_change
from backlogue.cli.lookup import items_named
from backlogue.cli.options import color_option, project_option
from backlogue.edit.apply import edit
from backlogue.edit.change import Change
from backlogue.edit.rank import repair
from backlogue.model import Item, Kinds, kinds_of
from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.plan.query.order import backlog_key
from backlogue.world.cache import Cache
from backlogue.world.clock import day_of
from backlogue.world.files import Folder
from backlogue.world.together import replace_all
from backlogue.world.write import Refused


class _Where(NamedTuple):
    before: str | None
    after: str | None
    first: bool
    last: bool


@click.command("rank")
@click.argument("item_id", metavar="[ID]", required=False)
@click.option("--before", metavar="ID", help="Put it directly before this item.")
@click.option("--after", metavar="ID", help="Put it directly behind this item.")
@click.option("--first", is_flag=True, help="Put it first.")
@click.option("--last", is_flag=True, help="Put it last of those that have a rank.")
@click.option(
    "--repair", "mend", is_flag=True, help="Make equal and overlong ranks different and short; the order stays."
)
@click.option("--team", metavar="TEAM", help="With --repair: only this team's backlog.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@color_option
@project_option
def COMMAND(
    item_id: str | None,
    before: str | None,
    after: str | None,
    first: bool,
    last: bool,
    mend: bool,
    team: str | None,
    dry_run: bool,
    color: bool,
    root: Path,
) -> int:
    """Say where item ID stands in the backlog. Its file changes, and others only where there is no room for it.

    \b
    Examples:
      backlogue rank CHURN-12 --before CHURN-9
      backlogue rank CHURN-12 --first
      backlogue rank --repair --team churn

    The order is that of the teams of the items named; items without a rank come behind those that have one.
    """
    where = _Where(before, after, first, last)
    if mend == (item_id is not None) or sum(map(bool, where)) != (0 if mend else 1):
        raise click.UsageError("Give an ID and one of --before, --after, --first and --last; or --repair alone.")
    plan = read_plan(Folder(root), day_of(root, None), Cache(root)).plan
    if mend:
        if team is not None and all(item.team != team for item in plan.items):
            raise click.UsageError(f"No item is of the team {team!r}.")
        teams = {item.team for item in plan.items if team in (None, item.team)}
        ranks: dict[str, str] = {}
        for one in teams:
            ranks |= _ranks([item for item in _ordered(plan, {one}) if item.rank])
    else:
        ranks = _ranks(_placed(plan, str(item_id), where))
    return _carry_out(root, plan, ranks, dry_run, color)


def _placed(plan: Plan, item_id: str, where: _Where) -> list[Item]:
    """The items up to the one that moves, or to the last that has a rank, in the order asked for."""
    moving = items_named(plan, [item_id])[0]
    other = items_named(plan, [one for one in (where.before, where.after) if one is not None])
    if other == [moving]:
        raise click.UsageError(f"{item_id} cannot stand beside itself.")
    ordered = [item for item in _ordered(plan, {moving.team, *(one.team for one in other)}) if item is not moving]
    if other:
        place = ordered.index(other[0]) + (where.after is not None)
    else:
        place = 0 if where.first else sum(bool(item.rank) for item in ordered)
    ordered.insert(place, moving)
    last = max(place, max((at for at, item in enumerate(ordered) if item.rank), default=0))
    return [item.model_copy(update={"rank": None}) if item is moving else item for item in ordered[: last + 1]]


def _ordered(plan: Plan, teams: set[str | None]) -> list[Item]:
    return sorted((item for item in plan.item_by_id.values() if item.team in teams), key=backlog_key(plan))


def _ranks(items: list[Item]) -> dict[str, str]:
    """The new ranks, by id, after which these items stand in this order."""
    return {items[place].id: rank for place, rank in repair([item.rank for item in items]).items()}


def _carry_out(root: Path, plan: Plan, ranks: Mapping[str, str], dry_run: bool, color: bool) -> int:
    kinds = kinds_of(plan.project)
    changed: dict[str, tuple[str, str]] = {}
    for item_id, rank in sorted(ranks.items(), key=lambda one: natural(one[0])):
        item = plan.item_by_id[item_id]
        text = _with_rank(item, rank, kinds)
        if text is None:
            return refuse([f"{item.path}: the rank cannot be changed without touching other keys"])
        changed[item.path] = (item.record.text, text)
    if not changed:
        click.echo("It is so already; nothing was written.", err=True)
        return 0
    if not dry_run:
        try:
            replace_all(root, {path: (old.encode(), new.encode()) for path, (old, new) in changed.items()})
        except Refused as refused:
            return refuse([str(refused)])
    for path in sorted(changed):
        show_change(path, *changed[path], color)
    return 0


def _with_rank(item: Item, rank: str, kinds: Kinds) -> str | None:
    return edit(item.record, [Change(("rank",), "=", f'"{rank}"')], kinds).text
