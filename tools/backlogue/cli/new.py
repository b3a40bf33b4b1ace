"""new: write the file of a new item, sprint or increment, with a free id and the right name."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import click

from backlogue.base import Diagnostic, Finding, nearest
from backlogue.cli.answer import refuse
from backlogue.cli.meant import in_quotes
from backlogue.cli.naming import item_id, item_path, one_of
from backlogue.cli.options import judging_day, project_option, today_option
from backlogue.edit.apply import edit
from backlogue.edit.change import Change, read_change
from backlogue.edit.draft import draft
from backlogue.edit.ids import period_id
from backlogue.edit.order import key_order
from backlogue.edit.period import next_increment, next_sprint, quarter
from backlogue.edit.skeleton import body_of, keys_of
from backlogue.edit.write import Day
from backlogue.model import Kinds, kinds_of
from backlogue.parse import read_record
from backlogue.pipeline import assemble, compile_project, read_entries, read_project
from backlogue.plan import Plan
from backlogue.world.cache import Cache
from backlogue.world.files import Folder
from backlogue.world.overlay import Overlay
from backlogue.world.write import Refused, create


@click.command("new")
@click.argument("kind", metavar="TYPE")
@click.argument("words", metavar="[KEY=VALUE...]", nargs=-1)
@click.option("--title", help="One line that says what will be true when it is done; a sprint's goal.")
@click.option("--team", help="Id of the team; decides the id's prefix and the folder.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to report.")
@today_option
@project_option
def COMMAND(
    kind: str, words: tuple[str, ...], title: str | None, team: str | None, form: str, today: date | None, root: Path
) -> int:
    """Write a new item of a TYPE (story, bug, spike, …, or one of the project's own), a sprint or an increment.

    \b
    Examples:
      backlogue new story --title "Serve the score" --team churn owner=alice points=5
      backlogue new experiment --title "Session features raise recall" --team fraud timebox=5
      backlogue new sprint --team churn --title "End-to-end service with sample data"

    Prints the path. No file is ever overwritten, and none is written when a value is wrong.
    """
    folder, days = Folder(root), judging_day(root, today)
    listing = folder.listing()
    project, _ = read_project(folder)
    kinds = kinds_of(project)
    plan = assemble(project, read_entries(folder, listing, kinds, Cache(root)), days(project.time_zone))
    if kind not in kinds:
        close = nearest(kind, kinds)
        raise click.UsageError(f"There is no type {kind!r}. {f'Did you mean {close}?' if close else one_of(kinds)}")
    changes = _changes(words, title)
    given = {change.path[0]: change.text for change in changes if len(change.path) == 1 and change.operator == "="}
    values = _values(plan, root, kind, title or given.get("title"), team or given.get("team"), given)
    path = _path(plan, values)
    text = draft(values, key_order(kinds[kind]), body_of(plan.project.item_types.get(kind, kind)))
    finished = _finish(path, text, [one for one in changes if one.path not in (("title",), ("team",), ("id",))], kinds)
    if isinstance(finished, tuple):
        return refuse([_line(one) for one in finished])
    data = finished.encode("utf-8")
    left = [one for one in compile_project(Overlay(folder, {path: data}), days).diagnostics if one.span.path == path]
    try:
        create(root, path, data)
    except Refused as refused:
        return refuse([str(refused)])
    _tell(values["id"], path, left, form)
    return 0


def _changes(words: tuple[str, ...], title: str | None) -> list[Change]:
    bare = [word for word in words if "=" not in word]
    if bare and title is None:
        raise click.UsageError(
            f"{bare[0]!r} is no KEY=VALUE. The title is an option: --title {in_quotes(' '.join(bare))}"
        )
    try:
        return [read_change(word) for word in words]
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _values(
    plan: Plan, root: Path, kind: str, title: str | None, team: str | None, given: Mapping[str, str]
) -> dict[str, Any]:
    """The keys of the new entry that do not come from the command line as they are."""
    if team is not None and plan.project.teams and team not in plan.project.teams:
        close = nearest(team, plan.project.teams)
        raise click.UsageError(f"There is no team {team!r}. {_hint(close, plan.project.teams)}")
    if kind == "sprint":
        return _sprint(plan, title, team, given)
    if kind == "increment":
        return _increment(plan, title, given)
    if not title:
        raise click.UsageError('Say what it is about: --title "…"')
    like = plan.project.item_types[kind]
    status = next(iter(plan.project.workflow(kind).states), "todo")
    values = {"id": given.get("id") or item_id(plan, root, team), "type": kind, "title": title, "status": status}
    return values | ({"team": team} if team else {}) | keys_of(like, title)


def _sprint(plan: Plan, goal: str | None, team: str | None, given: Mapping[str, str]) -> dict[str, Any]:
    if team is None:
        teams = plan.project.teams
        if len(teams) != 1:
            raise click.UsageError(f"Whose sprint is it? Give --team. {one_of(teams)}")
        team = next(iter(teams))
    past = plan.sprints_of(team)
    start, end = next_sprint((past[-1].start, past[-1].end) if past else None, plan.today)
    start, end = _asked(given, start, end)
    taken = {sprint.id for sprint in plan.sprints} | plan.claims.keys()
    increment = next((one.id for one in plan.increments if one.start <= start <= end <= one.end), None)
    values = {"id": given.get("id") or period_id(f"{team}-{start:%Y-%m}", taken), "type": "sprint", "team": team}
    values |= {"increment": increment} if increment is not None else {}
    return values | {"goal": goal, "start": Day(start), "end": Day(end), "capacity": None}


def _increment(plan: Plan, goal: str | None, given: Mapping[str, str]) -> dict[str, Any]:
    past = max(((one.start, one.end) for one in plan.increments), default=None)
    start, end = _asked(given, *next_increment(past, plan.today))
    taken = {one.id for one in plan.increments} | plan.claims.keys()
    entry_id = given.get("id") or period_id(quarter(start, end), taken)
    teams = list(plan.project.teams)
    return {"id": entry_id, "type": "increment", "goal": goal, "start": Day(start), "end": Day(end), "teams": teams}


def _asked(given: Mapping[str, str], start: date, end: date) -> tuple[date, date]:
    """The days as the command line has them; a day that is none is left to the model, which says why."""
    length = end - start
    try:
        start = date.fromisoformat(given.get("start", start.isoformat()))
        end = date.fromisoformat(given.get("end", (start + length).isoformat()))
    except ValueError:
        pass
    return start, end


def _path(plan: Plan, values: Mapping[str, Any]) -> str:
    """Beside the team's own files."""
    entry_id, team = str(values["id"]), values.get("team")
    if values["type"] == "increment":
        return f"sprints/{entry_id}.md"
    if values["type"] == "sprint":
        past = plan.sprints_of(str(team))
        folder = PurePosixPath(past[-1].path).parent.as_posix() if past else f"sprints/{team}"
        return f"{folder}/{entry_id}.md"
    return item_path(entry_id, str(values["title"]), str(values["type"]), team)


def _finish(path: str, text: str, changes: list[Change], kinds: Kinds) -> str | tuple[Finding, ...]:
    """The text with what the command line adds, or what stands against it."""
    reading = read_record(path, text.encode("utf-8"))
    if reading.record is None:
        return reading.findings
    edited = edit(reading.record, changes, kinds, new=True)
    return edited.findings if edited.text is None else edited.text


def _tell(entry_id: str, path: str, left: list[Diagnostic], form: str) -> None:
    if form == "json":
        findings = [{"code": one.code, "severity": one.severity.word, "message": one.message} for one in left]
        click.echo(json.dumps({"id": entry_id, "path": path, "findings": findings}, ensure_ascii=False, indent=2))
        return
    click.echo(path)
    for one in left:
        click.echo(f"still to do: {one.message}{f' -- {one.hint}' if one.hint else ''} ({one.code})", err=True)


def _line(one: Finding) -> str:
    return f"{one.code} {one.message}{f' -- {one.hint}' if one.hint else ''}".strip()


def _hint(close: str | None, names: Mapping[str, Any]) -> str:
    return f"Did you mean {close}?" if close else one_of(names)
