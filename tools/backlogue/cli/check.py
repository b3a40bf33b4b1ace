"""check: check the plan and report every finding with its place and a way out."""

import sys
from collections.abc import Callable
from datetime import date
from functools import cache as kept
from pathlib import Path

import click

from backlogue.base import Diagnostic, Severity, discover
from backlogue.cli.options import color_option, project_option, today_option
from backlogue.render.report import Outcome
from backlogue.world.cache import Cache
from backlogue.world.clock import day_of
from backlogue.world.files import Folder
from backlogue.world.verdict import Verdict, keep, recall

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
@click.option("--no-cache", "cached", flag_value=False, default=True, help="Read every file again.")
@today_option
@color_option
@project_option
def COMMAND(
    paths: tuple[Path, ...],
    form: str,
    severity: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
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

    Exits with 1 when a finding at error level is reported.
    """
    verdict = _judge(root, today, Cache(root) if cached else None)
    least = Severity.of(severity)
    wanted, unwanted, places = _codes(select), _codes(ignore), _places(paths, root)
    chosen = tuple(
        one
        for one in verdict.diagnostics
        if one.severity >= least
        and one.code.startswith(wanted or ("",))
        and not one.code.startswith(unwanted)
        and _inside(one, places)
    )
    outcome = Outcome(chosen, verdict.files, verdict.items, lines_of(Folder(root)), color)
    reporter = next(plug.value for plug in discover("backlogue.render.reports", "REPORTER") if plug.value.name == form)
    sys.stdout.write(reporter.write(outcome))
    return 1 if outcome.errors else 0


def _judge(root: Path, today: date | None, cache: Cache | None) -> Verdict:
    """The verdict on the project, from the last run where nothing changed since."""
    tree, day_in = Folder(root), day_of(root, today)
    listing = tree.listing()
    if cache is not None and (last := recall(cache, listing, day_in)) is not None:
        return last
    # Importing the engine (pydantic, PyYAML, every rule) costs 200 ms, which nothing changed need not pay.
    from backlogue.pipeline import compile_project

    compiled = compile_project(tree, day_in, cache)
    plan = compiled.plan
    verdict = Verdict(compiled.diagnostics, compiled.files, len(plan.items), plan.project.time_zone, plan.today)
    if cache is not None:
        keep(cache, listing, verdict)
    return verdict


def lines_of(tree: Folder) -> Callable[[str], list[str]]:
    """The lines of a file of the tree, empty when it cannot be read; files are kept for one report."""

    @kept
    def lines(path: str) -> list[str]:
        try:
            return tree.read(path).decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
        except OSError:
            return []

    return lines


def _codes(written: tuple[str, ...]) -> tuple[str, ...]:
    """Codes or prefixes, whether given one by one or with commas."""
    return tuple(code.strip().upper() for text in written for code in text.split(",") if code.strip())


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
