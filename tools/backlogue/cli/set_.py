"""set: change keys of one item or sprint; every other byte of its file stays."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from backlogue.base import Diagnostic, Finding, Severity, nearest
from backlogue.checks import catalogue
from backlogue.cli.answer import refuse, show_change
from backlogue.cli.options import color_option, judging_day, project_option, today_option
from backlogue.edit.apply import edit
from backlogue.edit.change import Change, read_change
from backlogue.model import Kinds, kinds_of
from backlogue.parse import Record, read_record
from backlogue.pipeline import compile_project, read_entries, read_project
from backlogue.world.cache import Cache
from backlogue.world.files import Folder
from backlogue.world.overlay import Overlay
from backlogue.world.write import Refused, replace

# What a changed key may break at once; whether work is ready, sized or done is a matter of later edits. A stage that
# a scorecard guards is not: its figures were agreed so that nobody passes by.
_FAMILIES = ("source", "shape", "plan", "scorecard")
_FORCED = ("plan", "scorecard")


class _Found(NamedTuple):
    record: Record
    kinds: Kinds


@click.command("set")
@click.argument("entry_id", metavar="ID")
@click.argument("words", metavar="KEY=VALUE...", nargs=-1)
@click.option("--unset", multiple=True, metavar="KEY", help="Take a key out; the same as KEY= with nothing behind it.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@click.option("--force", is_flag=True, help="Write although the rest of the plan, or a scorecard, speaks against it.")
@click.option("--quiet", "-q", is_flag=True, help="Do not show the change.")
@today_option
@color_option
@project_option
def COMMAND(
    entry_id: str,
    words: tuple[str, ...],
    unset: tuple[str, ...],
    dry_run: bool,
    force: bool,
    quiet: bool,
    today: date | None,
    color: bool,
    root: Path,
) -> int:
    """Change keys of the item, sprint or increment ID. Comments, order, quotes and line ends stay as they are.

    \b
    Examples:
      backlogue set CHURN-12 status=in-progress owner=alice
      backlogue set CHURN-12 estimate.backend=3 labels+=api depends_on=[CHURN-9,PLAT-3]
      backlogue set CHURN-12 sprint= labels-=draft
      backlogue set CHURN-12 "title=Serve the score" --dry-run

    Everything is checked first: exits with 1, and writes nothing, when a value is wrong.
    """
    changes = [*(_change(word) for word in words), *(_change(f"{key}=") for key in unset)]
    if not changes:
        raise click.UsageError("Nothing to change: give key=value, key+=value, key-=value or --unset key.")
    folder = Folder(root)
    found = _find(folder, entry_id)
    edited = edit(found.record, changes, found.kinds)
    if edited.text is None:
        return _refuse(entry_id, [_line(one) for one in edited.findings])
    old, new = found.record.text.encode("utf-8"), edited.text.encode("utf-8")
    path = found.record.path
    if old == new:
        click.echo(f"{entry_id} is so already; nothing was written", err=True)
        return 0
    against = _objections(folder, path, new, changes, root, today)
    if force:
        against = [one for one in against if catalogue()[one.code].folder not in _FORCED]
    if against:
        forced = all(catalogue()[one.code].folder in _FORCED for one in against)
        return _refuse(entry_id, [_line(one) for one in against], "--force writes it nevertheless" if forced else "")
    if not dry_run:
        try:
            replace(root, path, old, new)
        except Refused as refused:
            return _refuse(entry_id, [str(refused)])
    if not quiet:
        show_change(path, found.record.text, edited.text, color)
    return 0


def _change(word: str) -> Change:
    try:
        return read_change(word)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _find(folder: Folder, entry_id: str) -> _Found:
    """The one file that defines an id, also when another of its keys is wrong; a wrong id is a wrong argument."""
    listing = folder.listing()
    project, _ = read_project(folder)
    kinds = kinds_of(project)
    built = read_entries(folder, listing, kinds, Cache(folder.root))
    ids = {path: (str(getattr(one.entry, "id", "")), *one.claims) for path, one in built.items()}
    paths = [path for path, names in ids.items() if entry_id in names]
    if not paths:
        close = nearest(entry_id, (name for names in ids.values() for name in names if name))
        raise click.UsageError(f"There is no {entry_id} here.{f' Did you mean {close}?' if close else ''}")
    if len(paths) > 1:
        raise click.UsageError(f"{entry_id} is defined more than once: {', '.join(paths)}")
    reading = read_record(paths[0], folder.read(paths[0]))
    if reading.record is None:
        told = "\n".join(f"{one.span}: {one.message}" for one in reading.findings)
        raise click.ClickException(f"The file cannot be read as it is:\n{told}")
    return _Found(reading.record, kinds)


def _objections(
    folder: Folder, path: str, new: bytes, changes: list[Change], root: Path, today: date | None
) -> list[Diagnostic]:
    """Errors that the plan would then have on the keys that change, and in no other place."""
    compiled = compile_project(Overlay(folder, {path: new}), judging_day(root, today))
    record = read_record(path, new).record
    assert record is not None
    lines: set[int] = set()
    for key in {change.path[0] for change in changes} & record.values.keys():
        lines.update(range(record.key_span(key).line, record.span(key).end_line + 1))
    return [
        one
        for one in compiled.diagnostics
        if one.span.path == path
        and one.span.line in lines
        and one.severity is Severity.ERROR
        and catalogue()[one.code].folder in _FAMILIES
    ]


def _line(one: Finding | Diagnostic) -> str:
    code = f"{one.code} " if one.code else ""
    return f"{code}{one.message}{f' -- {one.hint}' if one.hint else ''}"


def _refuse(entry_id: str, lines: list[str], way_out: str = "") -> int:
    return refuse([f"{entry_id}: {line}" for line in lines], way_out)
