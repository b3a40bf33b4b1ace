"""show: show one item: its keys, its text, what it waits for and who waits for it."""

import sys
from datetime import date
from pathlib import Path

import click

from backlogue.base import discover, nearest
from backlogue.cli.moment import at_option, moment_of
from backlogue.cli.options import color_option, reading_option, today_option
from backlogue.pipeline import compile_project
from backlogue.plan import Plan
from backlogue.render.terminal import visible
from backlogue.views.card import card

# The names of the files in render/cards; a test compares them.
FORMATS = ("text", "json", "markdown")


@click.command("show")
@click.argument("item_id", metavar="ID")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to write the item.")
@at_option
@today_option
@color_option
@reading_option
def COMMAND(item_id: str, form: str, at: str | None, today: date | None, color: bool, root: Path) -> int:
    """Show one item: its keys and text, its parents and children, what it waits for, and findings against it.

    \b
    Examples:
      backlogue show CHURN-12
      backlogue show churn-12 --format json
      backlogue show CHURN-12 --format markdown | gh pr comment --body-file -

    Exits with 2 when there is no such item, and with 1 when its file could not be read.
    """
    moment = moment_of(root, at, today)
    compiled = compile_project(moment.tree, moment.day, moment.cache)
    plan = compiled.plan
    item = plan.item_by_id.get(item_id) or plan.item_by_id.get(item_id.upper()) or plan.former.get(item_id.upper())
    if item is None:
        return _missing(plan, item_id)
    same = [other.path for other in plan.items if other.id == item.id and other is not item]
    plug = next(one.value for one in discover("backlogue.render.cards", "FORMAT") if one.value.name == form)
    sys.stdout.write(plug.write(card(plan, item, compiled.diagnostics), color))
    for path in same:
        click.echo(f"{item.id} is defined again in {visible(path)}: run backlogue check", err=True)
    return 0


def _missing(plan: Plan, wanted: str) -> int:
    """Say why there is nothing to show: its file is broken (exit code 1), or the id is wrong (2)."""
    path = plan.claims.get(wanted) or plan.claims.get(wanted.upper())
    if path is not None:
        click.echo(f"error: {visible(wanted)} is in {visible(path)}, which is broken: run backlogue check", err=True)
        return 1
    if wanted in plan.sprint_by_id or wanted in plan.increment_by_id:
        kind = "sprint" if wanted in plan.sprint_by_id else "increment"
        raise click.BadParameter(f'{wanted} is no item: backlogue list "in {kind} {wanted}"', param_hint="ID")
    close = nearest(wanted, [*plan.item_by_id, *plan.claims])
    hint = f"; did you mean {close}?" if close else ": backlogue list shows those that are open"
    raise click.BadParameter(f"there is no item {visible(wanted)}{hint}", param_hint="ID")
