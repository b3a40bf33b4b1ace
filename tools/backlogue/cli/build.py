"""build: write the status site of the plan, ready to open from disk or to publish."""

from datetime import date
from pathlib import Path

import click

from backlogue.base import Severity
from backlogue.cli.moment import at_option, moment_of
from backlogue.cli.options import project_option, today_option
from backlogue.cli.progress import Progress
from backlogue.site.build import build_site
from backlogue.site.edition import Past
from backlogue.site.moments import SPRINTS
from backlogue.site.press import NotOurs
from backlogue.world.clock import named_day
from backlogue.world.git import GitFault


def _moments(_context: click.Context, _parameter: click.Parameter, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Only the word or days, written as they are shown."""
    for one in asked:
        if one != SPRINTS and named_day(one) is None:
            raise click.BadParameter(f"{one!r} is neither `sprints` nor a day like 2026-07-17")
    return asked


@click.command("build")
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where to write; `public` in the project by default. What stands there is replaced when all is written.",
)
@at_option
@click.option(
    "--as-of",
    "moments",
    metavar="sprints|DATE",
    multiple=True,
    callback=_moments,
    help="Light pages too of the plan at the end of every past sprint, or of a day (YYYY-MM-DD); may be repeated.",
)
@click.option(
    "--since",
    metavar="REV|DATE",
    help="What changed since a commit, or since the end of a day: first on the page of changes, and in the feed.",
)
@today_option
@project_option
def COMMAND(
    out: Path | None, at: str | None, moments: tuple[str, ...], since: str | None, today: date | None, root: Path
) -> int:
    """Build the site: overview, backlog, boards, items, sprints, findings, rules, and the written pages in site/.

    \b
    Examples:
      backlogue build
      backlogue build --out /var/www/plan
      backlogue build --at 2026-07-17 --out july     the plan as it was at the end of that day
      backlogue build --since v1.0                   what changed since then, as a page and a feed
      backlogue build --as-of sprints                with a switch to the plan at every past end of a sprint

    A plan with findings is built too, and shows them. Pages that did not change since the last build are not
    written again.
    """
    place = (out if out is not None else root / "public").resolve()
    moment = moment_of(root, at, today)
    past = Past(moment.tree, moment.commit) if moment.commit is not None else None
    progress = Progress("Building", "files")
    try:
        built = build_site(root, place, moment.day, past, progress, moments, since)
    except GitFault as fault:
        if since is None:
            raise
        raise click.BadParameter(str(fault), param_hint="--since") from None
    except NotOurs as error:
        raise click.BadParameter(str(error), param_hint="--out") from None
    finally:
        progress.close()
    errors = sum(one.severity is Severity.ERROR for one in built.edition.diagnostics)
    if errors:
        words = "1 finding" if errors == 1 else f"{errors} findings"
        click.echo(f"The plan has {words} at error level; the site shows them: backlogue check", err=True)
    if moments and not built.edition.moments:
        why = built.edition.untold or "none lies between the first commit and today."
        click.echo(f"No earlier moment: {why}", err=True)
    pages = built.written + built.kept
    click.echo(f"{pages} files in {place} ({built.written} new or changed). Open {(place / 'index.html').as_uri()}")
    return 0
