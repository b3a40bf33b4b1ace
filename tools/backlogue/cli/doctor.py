"""doctor: say what is set up, what is missing, and the way out of each."""

from pathlib import Path

import click

from backlogue import __version__
from backlogue.base import Severity
from backlogue.cli.options import color_option
from backlogue.evidence.registry import faults
from backlogue.pipeline import compile_project
from backlogue.render.schemas import schema_texts
from backlogue.views.setup import Level, State, Surroundings, examine, healthy
from backlogue.world.clock import day_of
from backlogue.world.driver import NAME, set_up_driver
from backlogue.world.files import Folder, find_root
from backlogue.world.git import is_bare, refusal
from backlogue.world.sparse import hidden_files
from backlogue.world.surroundings import commit_hook, git_says, pull_request_template, text_of, workflow_texts
from backlogue.world.tree import CONFIG

_COLORS = {Level.OK: "green", Level.NOTE: "yellow", Level.FAULT: "red"}


@click.command("doctor")
@click.option(
    "--project",
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder; found from the current one by default.",
)
@click.option("--fix", is_flag=True, help="Set up what is this clone's own: the merge driver in git's configuration.")
@color_option
def COMMAND(folder: Path | None, fix: bool, color: bool) -> int:
    """Look at git, the project, its schemas, workflows, hooks and editor settings.

    \b
    Examples:
      backlogue doctor
      backlogue doctor --fix

    Exits with 1 when something is missing without which results would be wrong.
    """
    start = (folder or Path()).resolve()
    root = start if folder else find_root(start)
    if fix and set_up_driver(root or start):
        click.echo("Plan files now merge key by key in this clone (git config merge.backlogue.driver).")
    answers = examine(_surroundings(root or start), None if root is None else _state(root))
    click.echo(f"backlogue {__version__}")
    for answer in answers:
        word = f"{answer.level.value:<6}"
        shown = click.style(word, fg=_COLORS[answer.level]) if color else word
        click.echo(f"{shown} {answer.subject}: {answer.words}", color=color)
        if answer.way_out:
            click.echo(f"       → {answer.way_out}")
    return 0 if healthy(answers) else 1


def _surroundings(root: Path) -> Surroundings:
    top = Path(git_says(root, "rev-parse", "--show-toplevel") or root)
    settings = text_of(root / ".vscode" / "settings.json") or text_of(top / ".vscode" / "settings.json")
    return Surroundings(
        git=git_says(root, "version").removeprefix("git version "),
        top=git_says(root, "rev-parse", "--show-toplevel"),
        refused=refusal(root),
        commits=bool(git_says(root, "rev-parse", "--verify", "--quiet", "HEAD")),
        shallow=git_says(root, "rev-parse", "--is-shallow-repository") == "true",
        bare=is_bare(root),
        partial=bool(git_says(root, "config", "--get-regexp", r"^remote\..*\.partialclonefilter$")),
        hidden=hidden_files(root),
        merge=git_says(root, "check-attr", "merge", "--", "backlog/item.md").rpartition(": ")[2],
        driver=git_says(root, "config", f"merge.{NAME}.driver"),
        workflows=workflow_texts(top),
        template=pull_request_template(top),
        hooks=commit_hook(top),
        editor=".vscode/settings.json" if "project.schema.json" in settings else "",
        plugins=faults(),
    )


def _state(root: Path) -> State:
    compiled = compile_project(Folder(root), day_of(root, None))
    errors = [one for one in compiled.diagnostics if one.severity is Severity.ERROR]
    wanted = schema_texts(compiled.plan.project)
    return State(
        root=str(root),
        declared=(root / CONFIG).exists(),
        config_errors=sum(one.span.path == CONFIG for one in errors),
        files=compiled.files,
        errors=len(errors),
        stale=tuple(path for path, text in wanted.items() if text_of(root / path) != text),
    )
