"""scorecard: show how items stand on the scorecards that guard their stages, side by side."""

import sys
from datetime import date
from pathlib import Path

import click

from backlogue.base import discover, nearest
from backlogue.cli.lookup import items_named
from backlogue.cli.moment import at_option, moment_of
from backlogue.cli.options import project_option, today_option
from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.views.scorecard import readiness

# The names of the files in render/scorecards; a test compares them.
FORMATS = ("text", "json", "markdown", "csv")


@click.command("scorecard")
@click.argument("ids", metavar="[ID...]", nargs=-1)
@click.option("--card", metavar="NAME", help="Only this scorecard.")
@click.option("--stage", metavar="NAME", help="Only this stage, such as canary.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to write it.")
@at_option
@today_option
@project_option
def COMMAND(
    ids: tuple[str, ...],
    card: str | None,
    stage: str | None,
    form: str,
    at: str | None,
    today: date | None,
    root: Path,
) -> int:
    """Show the measures, thresholds and scores of the items named, or of all that have a scorecard.

    \b
    Examples:
      backlogue scorecard CHURN-25
      backlogue scorecard CHURN-5 CHURN-17 --stage canary --format markdown
      backlogue scorecard --card release --at 2026-09-30

    Exits with 1 when one stage is asked about and an item does not pass it.
    """
    moment = moment_of(root, at, today)
    plan = read_plan(moment.tree, moment.day, moment.cache).plan
    _known(plan, card, stage)
    items = items_named(plan, ids) if ids else list(plan.item_by_id.values())
    found = readiness(plan, items, card, stage)
    plug = next(one.value for one in discover("backlogue.render.scorecards", "FORMAT") if one.value.name == form)
    sys.stdout.write(plug.write(found))
    totals = [total for one in found.cards for held in one.stages for total in held.totals]
    return int(stage is not None and not all(total.passed for total in totals))


def _known(plan: Plan, card: str | None, stage: str | None) -> None:
    """Refuse a scorecard or stage that the project does not have."""
    cards = plan.project.scorecards
    if card is not None and card not in cards:
        raise click.UsageError(f"There is no scorecard {card!r}.{_hint(card, list(cards))}")
    stages = list(dict.fromkeys(name for one in cards.values() for name in one.stages))
    if stage is not None and stage not in stages:
        raise click.UsageError(f"There is no stage {stage!r}.{_hint(stage, stages)}")


def _hint(wrong: str, names: list[str]) -> str:
    close = nearest(wrong, names)
    return f" Did you mean {close}?" if close else f" One of {', '.join(names)}." if names else ""
