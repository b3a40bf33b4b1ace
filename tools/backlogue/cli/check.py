"""check: check the plan and report every finding with its place and a way out."""

import sys
from collections.abc import Callable
from datetime import date
from functools import cache as kept
from pathlib import Path
from typing import NamedTuple

import click

from backlogue.base import Diagnostic, Severity, pick
from backlogue.base.login import hide_logins
from backlogue.cli.moment import Moment, at_option, moment_of
from backlogue.cli.options import color_option, reading_option, today_option
from backlogue.judgement import Judgement, judge, judge_change
from backlogue.render.report import Outcome
from backlogue.world.git import GitFault
from backlogue.world.repository import Repository
from backlogue.world.sparse import hidden_files, hidden_words
from backlogue.world.tree import TEMPLATES, Tree

# The names of the files in render/reports, which only `--format` imports; a test compares them.
FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to report.")
@click.option(
    "--severity", type=click.Choice(["info", "warning", "error"]), default="info", help="Report nothing below this."
)
@click.option("--select", multiple=True, metavar="CODE", help="Report only these codes; a prefix such as PLN will do.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Leave out these codes or prefixes.")
@click.option("--base", metavar="REV", help="Judge what changed since this commit or branch.")
@at_option
@click.option("--no-cache", "cached", flag_value=False, default=True, help="Read every file again.")
@today_option
@color_option
@reading_option
def COMMAND(
    paths: tuple[Path, ...],
    form: str,
    severity: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    base: str | None,
    at: str | None,
    cached: bool,
    today: date | None,
    color: bool,
    root: Path,
) -> int:
    """Check the plan. PATHS narrow the report to these files and folders; the whole plan is still read.

    \b
    Examples:
      backlogue check
      backlogue check backlog/churn --severity error
      backlogue check --format sarif > findings.sarif
      backlogue check --select SPR,PLN101
      backlogue check --base origin/main      judge what this branch changes
      backlogue check --at 2026-07-17         the plan as it was that day

    With --base, rules on the change itself apply too, findings that the change did not cause are
    shown apart, and only those that it did cause decide the exit code. The base is where HEAD left
    the named branch.

    Exits with 1 when a finding at error level is reported.
    """
    asked = _Asked(Severity.of(severity), _codes(select, "--select"), _codes(ignore, "--ignore"), _places(paths, root))
    moment = moment_of(root, at, today)
    found = judge(moment.tree, moment.day, moment.cache if cached else None)
    start = None
    if base is not None:
        start, found = _since(base, moment, root, found)
    if at is None and (root / TEMPLATES).is_dir():
        # Jinja, and what reads a template with it, cost half a second that a project without templates need not pay.
        from backlogue.cli.check_templates import with_templates

        found = with_templates(root, found, start)
    earlier = None if found.earlier is None else tuple(filter(asked.wants, found.earlier))
    chosen = tuple(filter(asked.wants, found.diagnostics))
    outcome = Outcome(chosen, found.files, found.items, lines_of(moment.tree), color, earlier)
    reporter = pick("backlogue.render.reports", form, "REPORTER")
    sys.stdout.write(reporter.write(outcome))
    if outcome.errors and moment.commit is None and (unseen := hidden_files(root)):
        click.echo(hidden_words(unseen), err=True)
    return 1 if outcome.errors else 0


def _since(base: str, moment: Moment, root: Path, after: Judgement) -> tuple[Tree, Judgement]:
    """The base, and what the change since it causes, apart from what stood there before."""
    from backlogue.comparison import SHALLOW, changes_since

    try:
        repository = Repository(root)
        start, changes = changes_since(repository, base, moment.commit, moment.day)
    except GitFault as fault:
        raise click.BadParameter(str(fault), param_hint="--base") from None
    if repository.is_shallow:
        click.echo(SHALLOW, err=True)
    before = judge(start, moment.day, None)
    return start, judge_change(after, before, changes)


def lines_of(tree: Tree) -> Callable[[str], list[str]]:
    """The lines of a file of the tree, empty when it cannot be read; files are kept for one report."""

    @kept
    def lines(path: str) -> list[str]:
        try:
            text = tree.read(path).decode("utf-8", "replace").removeprefix("\ufeff")
            # A report of a check is read by more people than may know the password that the check complains of.
            return hide_logins(text).split("\n")
        except OSError:
            return []

    return lines


class _Asked(NamedTuple):
    """Which findings to report: from a severity up, of some codes, not of others, below some paths."""

    least: Severity
    codes: tuple[str, ...]
    unwanted: tuple[str, ...]
    places: tuple[str, ...]

    def wants(self, one: Diagnostic) -> bool:
        return (
            one.severity >= self.least
            and one.code.startswith(self.codes or ("",))
            and not one.code.startswith(self.unwanted)
            and _inside(one, self.places)
        )


def _codes(written: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Codes or prefixes, whether given one by one or with commas; one that no rule has is a wrong argument."""
    found = tuple(code.strip().upper() for text in written for code in text.split(",") if code.strip())
    if not found:
        return ()
    # The rules bring the engine with them, 200 ms that a check without these options need not pay.
    from backlogue.checks import catalogue

    for code in found:
        if not any(known.startswith(code) for known in catalogue()):
            raise click.BadParameter(f"no rule's code begins with {code}; see backlogue explain", param_hint=option)
    return found


def _places(paths: tuple[Path, ...], root: Path) -> tuple[str, ...]:
    """The paths asked for, relative to the project; a path outside it, or that is not there, is a wrong argument."""
    found = []
    for path in paths:
        place = path.resolve()
        if not place.exists():
            raise click.BadParameter(f"{path} does not exist", param_hint="PATHS")
        if not place.is_relative_to(root):
            raise click.BadParameter(f"{path} is outside the project {root}", param_hint="PATHS")
        found.append(place.relative_to(root).as_posix())
    return tuple(found)


def _inside(one: Diagnostic, places: tuple[str, ...]) -> bool:
    path = one.span.path
    return not places or any(place == "." or path == place or path.startswith(place + "/") for place in places)
