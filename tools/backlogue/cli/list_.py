"""list: list the items that a query asks for."""

import os
import shutil
import sys
from datetime import date
from pathlib import Path

import click

from backlogue.base import discover, nearest
from backlogue.cli.meant import AsksItems
from backlogue.cli.moment import at_option, moment_of
from backlogue.cli.options import color_option, reading_option, today_option
from backlogue.model import Project
from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.plan.query import Query, QueryError, compile_query
from backlogue.plan.query.judge import unlistable
from backlogue.plan.query.syntax import Word
from backlogue.render.caret import point
from backlogue.render.listing import Screen
from backlogue.views.listing import SHORT, WHOLE, listing

# The names of the files in render/lists; a test compares them.
FORMATS = ("table", "json", "csv", "ids")


@click.command("list", cls=AsksItems)
@click.argument("query", required=False)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="How to write the list.")
@click.option("--columns", metavar="FIELDS", help="Fields to show, with commas between them.")
@click.option("--group", metavar="FIELD", help="Group by a field, instead of the query's own group by.")
@click.option("--view", metavar="NAME", help="A query saved under views in backlogue.yaml.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Show at most so many items.")
@at_option
@today_option
@color_option
@reading_option
def COMMAND(
    query: str | None,
    form: str,
    columns: str | None,
    group: str | None,
    view: str | None,
    limit: int | None,
    at: str | None,
    today: date | None,
    color: bool,
    root: Path,
) -> int:
    """List the items that QUERY asks for, or all open ones, in the order of the backlog.

    \b
    Examples:
      backlogue list
      backlogue list "blocked order by priority"
      backlogue list "team = churn and sprint = current" --group owner
      backlogue list "under CHURN-1 and not closed" --format csv > churn.csv
      backlogue list --view stuck --columns id,title,waiting_for
      backlogue list "blocked" --at 2026-07-17

    The query language is described in the reference. Exits with 2 when the query is wrong.
    """
    moment = moment_of(root, at, today)
    reading = read_plan(moment.tree, moment.day, moment.cache)
    plan = reading.plan
    text, title = _text(query, view, plan.project)
    asked = _compiled(text, title, plan.project)
    if asked is None:
        return 2
    shown = _columns(columns, form, plan.project)
    items = asked.select(plan)
    by = _field(group, "--group", plan.project) if group else asked.group_field
    answer = listing(plan, text, items, shown, by, limit, reading.unread)
    plug = next(one.value for one in discover("backlogue.render.lists", "FORMAT") if one.value.name == form)
    sys.stdout.write(plug.write(answer, Screen(_room(), color)))
    if not items:
        _doubt(asked, plan, title)
    _unread(reading.unread)
    return 0


def _text(query: str | None, view: str | None, project: Project) -> tuple[str, str]:
    """The query's text and where it was written."""
    if view is None:
        return ("open" if query is None else query), "query"
    if query is not None:
        raise click.UsageError("Give a query or --view, not both.")
    if view not in project.views:
        close = nearest(view, project.views)
        known = f"There are: {', '.join(project.views)}." if project.views else "backlogue.yaml saves none under views."
        raise click.BadParameter(
            f"no view is called {view!r}. {f'Did you mean {close}?' if close else known}", param_hint="--view"
        )
    return project.views[view], f"view {view}"


def _compiled(text: str, title: str, project: Project) -> Query | None:
    """The query, or nothing when it is wrong and that has been said."""
    try:
        return compile_query(text, project)
    except QueryError as error:
        click.echo(f"error: {point(text, error.start, error.end, error.message, error.hint, title)}", err=True)
        return None


def _columns(written: str | None, form: str, project: Project) -> tuple[str, ...]:
    if written is None:
        return SHORT if form == "table" else (*WHOLE, *(name for name in project.fields if name not in WHOLE))
    names = tuple(dict.fromkeys(name.strip() for name in written.split(",") if name.strip()))
    if not names:
        raise click.BadParameter("name one field at least", param_hint="--columns")
    return tuple(_field(name, "--columns", project) for name in names)


def _field(name: str, option: str, project: Project) -> str:
    fault = unlistable(Word(name, 0, len(name)), None if project.partial else project)
    if fault is not None:
        raise click.BadParameter(f"{fault.message}{f'; {fault.hint}' if fault.hint else ''}", param_hint=option)
    return name


def _room() -> int | None:
    """The terminal's width; none where the output goes into a file or another program that does not say."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        return None
    return max(20, shutil.get_terminal_size().columns)


def _doubt(asked: Query, plan: Plan, title: str) -> None:
    """Why nothing may have matched."""
    for doubt in asked.doubts(plan):
        click.echo(f"note: {point(asked.text, doubt.start, doubt.end, doubt.message, doubt.hint, title)}", err=True)


def _unread(paths: tuple[str, ...]) -> None:
    if paths:
        counted = "1 file" if len(paths) == 1 else f"{len(paths):,} files"
        click.echo(f"{counted} could not be read and may be missing here: run backlogue check", err=True)
