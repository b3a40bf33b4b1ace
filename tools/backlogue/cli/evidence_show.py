"""evidence show: what the lock beside an item keeps, and what it says about each criterion. Nobody is asked."""

import sys
from pathlib import Path

import click

from backlogue.checks.suggest import listed
from backlogue.cli.lookup import items_named
from backlogue.cli.options import color_option, judging_day, project_option
from backlogue.done import asked_of, standards
from backlogue.done.entry import entry_verdict
from backlogue.model import Item
from backlogue.model.lock import Unreadable
from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.plan.proofs import lock_path
from backlogue.render.evidence import write_json, write_text
from backlogue.render.terminal import visible
from backlogue.views.evidence import EvidenceLine, EvidenceReport
from backlogue.world.cache import Cache
from backlogue.world.files import Folder


@click.command("show")
@click.argument("item_id", metavar="ID")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to report.")
@color_option
@project_option
def show_step(item_id: str, form: str, color: bool, root: Path) -> int:
    """Show the evidence of one item: verdict, value, where and when it was read. Works without a network.

    \b
    Examples:
      backlogue evidence show CHURN-12
      backlogue evidence show CHURN-12 --format json

    Exits with 1 when the lock cannot be read or was edited by hand.
    """
    plan = read_plan(Folder(root), judging_day(root), Cache(root)).plan
    (item,) = items_named(plan, [item_id.upper() if item_id not in plan else item_id])
    locked, lines = plan.observations(item), []
    for name in item.proofs:
        verdict = entry_verdict(plan, item, name)
        read = locked[name].read.isoformat() if name in locked else ""
        lines.append(EvidenceLine(item.id, name, verdict, read))
    report = EvidenceReport("show", tuple(lines), notes=_lacking(plan, item))
    sys.stdout.write(write_json(report) if form == "json" else write_text(report, color))
    path = lock_path(item.path, item.id)
    lock = plan.proofs.lock(path)
    if isinstance(lock, Unreadable):
        click.echo(f"error: {visible(path)} {visible(lock.message)}", err=True)
        return 1
    if lock is not None and not lock.untouched:
        click.echo(f"error: {visible(path)} was edited by hand: run backlogue evidence collect", err=True)
        return 1
    return 0


def _lacking(plan: Plan, item: Item) -> tuple[str, ...]:
    """A sentence that names the criteria asked of an item for which it says nothing."""
    asked = [one for one in asked_of(standards(plan), item) if one.name not in {*item.proofs, *item.waivers}]
    due, advised = ([one.name for one in asked if one.criterion.advisory is each] for each in (False, True))
    words = ((due, "asked of it and not named"), (advised, "only advised and not named"))
    return tuple(f"{item.id}: {told}: {listed(names)}" for names, told in words if names)
