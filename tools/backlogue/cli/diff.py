"""diff: show what a change does to the plan, consequences first."""

import sys
from datetime import date
from pathlib import Path

import click

from backlogue.cli.options import color_option, reading_option, today_option
from backlogue.comparison import SHALLOW, compare_commits, default_base, fork_point
from backlogue.render.review import Reviewed, write_json, write_markdown, write_text
from backlogue.views.review import review
from backlogue.world.clock import day_of
from backlogue.world.git import GitFault, is_bare
from backlogue.world.repository import Repository
from backlogue.world.sparse import hidden_files, hidden_words


@click.command("diff")
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="How to write it."
)
@today_option
@color_option
@reading_option
def COMMAND(base: str | None, head: str | None, form: str, today: date | None, color: bool, root: Path) -> int:
    """Show what the plan of HEAD does to the plan of BASE, field by field and with what follows from it.

    HEAD is the files as they are unless it is named. BASE is where this branch left the main one,
    or the last commit on the main branch itself.

    \b
    Examples:
      backlogue diff
      backlogue diff main
      backlogue diff v1.0 v1.1 --format json
      backlogue diff origin/main HEAD --format markdown >> "$GITHUB_STEP_SUMMARY"
    """
    if is_bare(root):
        head = head or "HEAD"
        if base is None:
            raise click.UsageError("A bare repository has no files that could differ: name BASE.")
    try:
        repository = Repository(root)
        if unseen := hidden_files(root):
            click.echo(hidden_words(unseen), err=True)
        tip = repository.resolve(head) if head is not None else None
        start = fork_point(repository, base, tip) if base is not None else default_base(repository, tip)
        found = compare_commits(repository, start, tip, day_of(root, today, tip or "HEAD"))
    except GitFault as fault:
        raise click.UsageError(f"Nothing to compare: {fault}.") from None
    if repository.is_shallow:
        click.echo(SHALLOW, err=True)
    one = Reviewed(start, tip or "files", found.difference, review(found.difference, found.before, found.after))
    writers = {"json": write_json, "markdown": write_markdown}
    sys.stdout.write(writers[form](one) if form in writers else write_text(one, color))
    return 0
