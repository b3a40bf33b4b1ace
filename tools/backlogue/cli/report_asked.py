"""What the command line asks of a report in; a `Wish`, or a usage error where options do not fit, out."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from backlogue.base.ids import ITEM_ID
from backlogue.cli.lookup import items_named, sprint_named
from backlogue.cli.meant import Meant
from backlogue.model import Item, Sprint
from backlogue.plan import Plan
from backlogue.site.reports import report_named
from backlogue.views.report import Report, Wish
from backlogue.views.reports.audit import chain_of


class AboutOne(Meant):
    """A report's command: a lone id is answered with the option that it belongs to."""

    def words_meant(self, ctx: click.Context, left: Sequence[str]) -> str:
        if len(left) > 1:
            return ""
        either = "--item" if re.fullmatch(ITEM_ID, left[0]) else "--sprint"
        option = {"sprint": "--sprint", "model": "--model"}.get(report_named(ctx.params["name"]).asks, either)
        return f"Name what a report is about with an option: {option} {left[0]}"


class Asked(NamedTuple):
    """The options that do not all go together, or with each report: what it is about, and what becomes of it."""

    sprint: str | None
    model: str | None
    item: str | None
    into: bool
    dry_run: bool
    at: str | None
    out: Path | None
    verify: Path | None


def require_fitting(report: Report, asked: Asked) -> None:
    """Refuse options that do not go together, or with this report."""
    subjects = (("--sprint", asked.sprint), ("--model", asked.model), ("--item", asked.item))
    named = [option for option, value in subjects if value is not None]
    if len(named) > 1:
        raise click.UsageError(f"{' and '.join(named)} do not go together: name one of them.")
    about_item = asked.model is not None or asked.item is not None
    if report.asks == "sprint" and about_item:
        raise click.UsageError(f"A {report.name} report is about a sprint: name it with --sprint ID.")
    if report.asks == "model" and not about_item:
        raise click.UsageError(
            f"An {report.name} report is about one model: name its item with --model ID, or --item ID."
        )
    if asked.into and not report.section:
        raise click.UsageError(
            f"--write is for review and retro; a {report.name} report has no place in a sprint's file."
        )
    if asked.dry_run and not asked.into:
        raise click.UsageError("--dry-run goes with --write.")
    if asked.verify is not None and (asked.into or asked.out is not None):
        raise click.UsageError("--verify reads a report and writes none: leave out --out and --write.")
    if asked.into and (asked.at is not None or asked.out is not None):
        raise click.UsageError("--write puts the report of now into the sprint's file: leave out --at and --out.")


def wish_of(plan: Plan, report: Report, asked: Asked) -> Wish:
    """What the report is about: the items or the sprint named, or the sprint that runs where it needs one."""
    name = asked.model if asked.model is not None else asked.item
    if name is not None:
        (head,) = items_named(plan, [_as_written(plan, name)])
        items: tuple[Item, ...] = chain_of(plan, head) if asked.model is not None else (head,)
        return Wish(items=items, called=f"{head.id} {head.title}", head=head)
    if asked.sprint is not None:
        return Wish(sprint=sprint_named(plan, asked.sprint))
    return Wish(sprint=_running(plan)) if report.asks == "sprint" else Wish()


def _as_written(plan: Plan, name: str) -> str:
    return name.upper() if name not in plan and name.upper() in plan else name


def _running(plan: Plan) -> Sprint:
    running = [one for one in plan.sprint_by_id.values() if one.start <= plan.today <= one.end]
    if len(running) == 1:
        return running[0]
    names = ", ".join(sorted(one.id for one in running))
    raise click.UsageError(
        f"Name a sprint with --sprint ID{f': running are {names}' if names else '; none is running'}."
    )
