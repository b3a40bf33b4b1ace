"""What a command that changes several plan files does with its drafts: check, show, write, commit.

Drafts in; an exit code out. Everything is checked before the first byte goes out, and files change all or none.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from backlogue.base import Diagnostic, Severity, natural
from backlogue.cli.answer import refuse, show_change
from backlogue.cli.options import acting_day_option, color_option, project_option
from backlogue.cli.rehearsal import Drafts, Ground, may_override, weigh
from backlogue.model.sprint import Override
from backlogue.render.terminal import visible
from backlogue.world.commit import commit_only, going_on, on_branch, uncommitted
from backlogue.world.git import GitFault
from backlogue.world.together import replace_all
from backlogue.world.write import Refused


class How(NamedTuple):
    """What the command line says about the way of writing; who overrides rules says why, too."""

    root: Path
    color: bool = False
    dry_run: bool = False
    commit: bool = False
    message: str | None = None
    today: date | None = None
    override: str | None = None
    by: str | None = None
    shown: bool = True


def writing_options(*, overriding: bool = False) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """`--dry-run`, `--commit`, `-m`, `--today`, `--color` and `--project`, given to the command as `how`.

    With `overriding`, `--override REASON --by NAME` too.
    """

    def decorate(command: Callable[..., int]) -> Callable[..., int]:
        @wraps(command)
        def called(**given: Any) -> int:
            how = How(**{name: given.pop(name) for name in How._fields if name in given})
            return command(**given, how=_decided(how))

        for option in (*_WRITING, *(_OVERRIDING if overriding else ())):
            called = option(called)
        return called

    return decorate


_WRITING: tuple[Callable[[Any], Any], ...] = (
    project_option,
    color_option,
    acting_day_option,
    click.option("-m", "--message", metavar="TEXT", help="The commit's message, instead of one made from the change."),
    click.option("--commit", is_flag=True, help="Commit the changed files, and only those, to git."),
    click.option("--dry-run", is_flag=True, help="Show what would change and write nothing."),
)
_OVERRIDING: tuple[Callable[[Any], Any], ...] = (
    click.option("--by", metavar="NAME", help="Who overrides the rules."),
    click.option("--override", metavar="REASON", help="Go on although rules refuse; the file says so."),
)


def _decided(how: How) -> How:
    """An override has both, a reason and a name, or there is none."""
    if (how.override is None) != (how.by is None):
        raise click.UsageError("An override needs a reason and a name: --override REASON --by NAME.")
    if how.override is not None and not (how.override.strip() and str(how.by).strip()):
        raise click.UsageError("The reason and the name of an override cannot be empty.")
    return how


def carry_out(ground: Ground, make: Callable[[Override | None], Drafts], how: How) -> int:
    """Check what `make` drafts, show it and write it; rules that refuse are overridden where that is asked for."""
    if how.message is not None and not how.commit:
        raise click.UsageError("-m says what the commit is called; add --commit.")
    drafts = make(None)
    if uncut := _uncut(drafts):
        return refuse(uncut)
    caused = weigh(ground, drafts)
    errors = [one for one in caused if one.severity is Severity.ERROR]
    if errors and how.override is not None:
        codes = tuple(sorted({one.code for one in errors if may_override(one)}))
        drafts = make(Override(by=str(how.by), reason=how.override, rules=codes)) if codes else drafts
        if uncut := _uncut(drafts):
            return refuse(uncut)
        caused = weigh(ground, drafts)
        errors = [one for one in caused if one.severity is Severity.ERROR]
    if errors:
        liftable = how.override is None and all(may_override(one) for one in errors)
        way_out = '--override "reason" --by NAME records who decided otherwise' if liftable else ""
        return refuse([_line(one) for one in errors], way_out)
    return _write(drafts, ground, caused, how)


def _uncut(drafts: Drafts) -> list[str]:
    """The files in which the change cannot be made without touching other keys."""
    hint = "cannot be changed without touching other keys; change it by hand"
    return [f"{path} {hint}" for path, text in drafts.texts.items() if text is None]


def _write(drafts: Drafts, ground: Ground, caused: Iterable[Diagnostic], how: How) -> int:
    entries = {entry.path: entry.record.text for entry in ground.plan.entries}
    wanted = {path: (entries.get(path), text) for path, text in drafts.texts.items() if text is not None}
    changed = {path: (old, text) for path, (old, text) in wanted.items() if old != text}
    if not changed:
        click.echo("It is so already; nothing was written.", err=True)
        return 0
    if not how.dry_run and (obstacle := _obstacle(how, changed)) is not None:
        return refuse([obstacle])
    if not how.dry_run:
        try:
            replace_all(how.root, {path: (_bytes(old), new.encode()) for path, (old, new) in changed.items()})
        except Refused as refused:
            return refuse([str(refused)])
    for path in sorted(changed, key=natural) if how.shown else ():
        old, new = changed[path]
        show_change(path, old, new, how.color)
    for one in caused:
        click.echo(f"{one.severity.word}: {visible(_line(one))}", err=True)
    return _commit(how, changed, drafts.message) if how.commit and not how.dry_run else 0


def _obstacle(how: How, changed: Iterable[str]) -> str | None:
    """Why git stands against writing now."""
    busy = going_on(how.root)
    if busy is not None:
        return f"git is in the middle of a {busy}: finish it, or give it up, first"
    if not how.commit:
        return None
    try:
        mixed = uncommitted(how.root, sorted(changed))
    except GitFault as fault:
        return f"--commit needs a git repository: {fault}"
    if mixed:
        return f"{', '.join(mixed)}: changed and not committed, so that --commit would take that along; commit it first"
    return None


def _bytes(text: str | None) -> bytes | None:
    """The bytes of a file; None for one that is not there yet."""
    return None if text is None else text.encode()


def _commit(how: How, changed: Mapping[str, tuple[str | None, str]], message: str) -> int:
    """Commit, or put every file back as it was."""
    text = how.message if how.message is not None else message
    try:
        commit = commit_only(how.root, sorted(changed), text)
    except GitFault as fault:
        click.echo(f"git refuses the commit:\n{fault}", err=True)
        try:
            replace_all(how.root, {path: (new.encode(), _bytes(old)) for path, (old, new) in changed.items()})
        except Refused as refused:
            click.echo(f"The files stay as they are, for a hook changed them: {refused}", err=True)
            return 1
        click.echo("Every file is as it was.", err=True)
        return 1
    click.echo(f"committed {commit} {visible(text.splitlines()[0]) if text else ''}", err=True)
    if not on_branch(how.root):
        click.echo(f"No branch is checked out, so none has this commit: git branch NAME {commit}", err=True)
    return 0


def _line(one: Diagnostic) -> str:
    return f"{one.code} {one.message}{f' -- {one.hint}' if one.hint else ''} ({one.span})"
