"""What many commands share: the project folder, the day, colour. Arguments in, values out."""

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import click

from backlogue.world.clock import day_of, named_day
from backlogue.world.files import find_root
from backlogue.world.git import is_bare
from backlogue.world.tree import CONFIG, FOLDERS

Command = TypeVar("Command", bound=Callable[..., Any])


def project_option(command: Command) -> Command:
    """`--project DIR`, given to the command as `root`."""
    return _project(command, _root, "The project's folder; found from the current one by default.")


def reading_option(command: Command) -> Command:
    """`--project DIR` for commands that need no files, as commits hold the plan: a bare repository will do."""
    words = "The project's folder, or a bare repository; found from the current one by default."
    return _project(command, _root_or_bare, words)


def today_option(command: Command) -> Command:
    """`--today DAY`, given to the command as a date or None."""
    return _today(command, "Judge as of this day (YYYY-MM-DD); the date of git's HEAD by default.")


def acting_day_option(command: Command) -> Command:
    """`--today DAY` for commands that write the day down, given to the command as a date or None."""
    words = "Act as on this day (YYYY-MM-DD); today by default, or the date of git's HEAD when that is later."
    return _today(command, words)


def judging_day(root: Path, asked: date | None = None, commit: str = "HEAD") -> Callable[[str], date]:
    """The day of `--today`, by default the commit's; what git refuses is said once, on standard error."""
    return day_of(root, asked, commit, cache(lambda words: click.echo(words, err=True)))


def color_option(command: Command) -> Command:
    """`--color auto|always|never`, given to the command as a boolean."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        callback=lambda _context, _option, value: _colored(value),
        help="Colour the output; auto means on a terminal, unless NO_COLOR is set.",
    )(command)


def _project(command: Command, root: Callable[..., Path], words: str) -> Command:
    return click.option("--project", "root", metavar="DIR", callback=root, help=words)(command)


def _today(command: Command, words: str) -> Command:
    return click.option("--today", metavar="DAY", callback=_day, help=words)(command)


def _root(_context: click.Context, _option: click.Parameter, value: str | None) -> Path:
    if value is not None:
        if not Path(value).is_dir():
            raise click.BadParameter(f"{value} is no folder")
        if not any((Path(value) / mark).exists() for mark in (CONFIG, *FOLDERS)):
            lacks = "it has neither backlogue.yaml nor a backlog folder"
            raise click.BadParameter(f"{value} is {_bare(Path(value)) or f'no backlogue project: {lacks}'}")
        return Path(value).resolve()
    found = find_root(Path.cwd())
    if found is None and (bare := _bare(Path.cwd())):
        raise click.UsageError(f"This is {bare}.")
    if found is None:
        raise click.UsageError(
            "No backlogue project here: neither backlogue.yaml nor a backlog folder in this folder or above it.\n"
            "Go to one, name it with --project DIR, or start one with: backlogue init"
        )
    return found


def _root_or_bare(context: click.Context, option: click.Parameter, value: str | None) -> Path:
    place = Path.cwd() if value is None else Path(value)
    if _bare(place) and (value is not None or find_root(place) is None):
        return place.resolve()
    return _root(context, option, value)


def _bare(folder: Path) -> str:
    """What to say of a repository without files, where a project would be wrong to start; empty for other folders."""
    if not is_bare(folder):
        return ""
    return "a bare repository, which holds no files: clone it, or give it a work tree with git worktree add ../plan"


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    day = named_day(value)
    if day is None:
        raise click.BadParameter(f"{value!r} is no day; write YYYY-MM-DD")
    return day


def _colored(value: str) -> bool:
    if value != "auto":
        return value == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
