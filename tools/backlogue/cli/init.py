"""init: start a plan here: folders, examples, workflows, schemas; what exists is kept."""

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from backlogue import __version__
from backlogue.base import nearest
from backlogue.cli.options import judging_day, today_option
from backlogue.pipeline import read_project
from backlogue.render.scaffold import Facts, part_names, scaffold, shown_part
from backlogue.render.schemas import schema_texts
from backlogue.world.driver import set_up_driver
from backlogue.world.files import Folder
from backlogue.world.fresh import Written, write_fresh
from backlogue.world.git import run_git
from backlogue.world.tree import CONFIG
from backlogue.world.write import Refused

_ALL = "ml"
_FORGES = {"github": ".github/", "gitlab": ".gitlab-ci.yml"}


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="The project's name; the folder's by default.")
@click.option(
    "--ci", type=click.Choice(["github", "gitlab", "none"]), help="Whose workflows to write; as git's origin says."
)
@click.option(
    "--with",
    "wanted",
    multiple=True,
    metavar="NAME",
    help="Ready definitions of done and ready, and scorecards: work, model-card, model-checklist, ml-test-score, "
    "release-scorecard; ml for all. May be given again.",
)
@click.option("--show", is_flag=True, help="Print what --with names, to be copied, and write nothing.")
@today_option
def COMMAND(
    folder: Path, name: str | None, ci: str | None, wanted: tuple[str, ...], show: bool, today: date | None
) -> int:
    """Start a plan in DIR (here by default): one example of each kind, a commented backlogue.yaml, workflows.

    Nothing that exists is changed, so it is safe to run again, for instance to get a file back.

    \b
    Examples:
      backlogue init
      backlogue init plans/predict --name "Predict platform" --ci gitlab
      backlogue init --with ml
      backlogue init --with ml-test-score --show
    """
    parts = _parts(wanted)
    root = folder.resolve()
    day = judging_day(root, today)("UTC")
    if show:
        return _show(parts, day)
    root.mkdir(parents=True, exist_ok=True)
    examples = not _has_plan(root)
    facts = Facts(name or root.name or "Backlog", _main_branch(root), __version__, day, examples, parts)
    texts = {path: text for path, text in scaffold(_templates(), facts).items() if _wanted(path, ci or _ci(root))}
    try:
        files, more = write_fresh(root, texts), write_fresh(root, _schemas(root))
    except Refused as refused:
        click.echo(f"{refused}; nothing more was written", err=True)
        return 1
    _tell(folder, Written(files.new + more.new, files.kept + more.kept), examples)
    if parts and CONFIG in files.kept:
        words = " ".join(f"--with {part}" for part in wanted)
        click.echo(f"backlogue.yaml was there already; to copy the definitions from: backlogue init {words} --show")
    if set_up_driver(root):
        click.echo("Plan files now merge key by key in this clone (git config merge.backlogue.driver).")
    top = (run_git(root, "rev-parse", "--show-toplevel") or b"").decode("utf-8", "replace").strip()
    if top and Path(top) != root:
        click.echo(f"Workflows are only read in {top}: move them there, and name the plan in them with --project.")
    return 0


def _parts(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The parts that are asked for, each once, in the order of their names."""
    names = part_names(_templates())
    for one in wanted:
        if one not in (*names, _ALL):
            close = nearest(one, (*names, _ALL))
            hint = f"Did you mean {close}?" if close else f"One of {', '.join((*names, _ALL))}."
            raise click.UsageError(f"There are no definitions {one!r}. {hint}")
    return tuple(name for name in names if name in wanted or _ALL in wanted)


def _show(parts: tuple[str, ...], day: date) -> int:
    """Print the parts, each as it would stand in backlogue.yaml."""
    if not parts:
        raise click.UsageError("Say what to show: --with NAME.")
    texts = [shown_part(_templates(), part, day) for part in parts]
    click.echo("\n".join(texts), nl=False)
    return 0


def _has_plan(root: Path) -> bool:
    """Whether there is a plan that the examples would not fit."""
    return bool(Folder(root).listing().sources)


def _schemas(root: Path) -> dict[str, str]:
    """The schemas that the project's own backlogue.yaml asks for; none while it is faulty."""
    project, findings = read_project(Folder(root))
    return {} if findings else schema_texts(project)


def _templates() -> dict[str, str]:
    """The scaffold's templates as they lie in the package, by path."""
    top = files("backlogue").joinpath("scaffold")
    return {path: file.read_text(encoding="utf-8") for path, file in _walk(top, "")}


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        path = prefix + entry.name
        if entry.is_dir():
            yield from _walk(entry, path + "/")
        else:
            yield path, entry


def _wanted(path: str, ci: str) -> bool:
    """Whether a file belongs here: not when it is the workflow of another forge."""
    return not any(path.startswith(prefix) for forge, prefix in _FORGES.items() if forge != ci)


def _ci(root: Path) -> str:
    origin = run_git(root, "remote", "get-url", "origin") or b""
    return "gitlab" if b"gitlab" in origin else "github"


def _main_branch(root: Path) -> str:
    """What origin calls its main branch, or the branch checked out, where it is a plain name; `main` otherwise."""
    for command in (("rev-parse", "--abbrev-ref", "origin/HEAD"), ("symbolic-ref", "--short", "HEAD")):
        name = (run_git(root, *command) or b"").decode("utf-8", "replace").strip().removeprefix("origin/")
        if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name) and name != "HEAD":
            return name
    return "main"


def _tell(folder: Path, written: Written, examples: bool) -> None:
    for path in written.new:
        click.echo(f"wrote {(folder / path).as_posix()}")
    for path in written.kept:
        click.echo(f"kept  {(folder / path).as_posix()}")
    if not examples:
        click.echo("There is a plan here already, so no example items, sprints and teams were added.")
    where = "" if folder == Path() else f" --project {folder.as_posix()}"
    click.echo(f"\nNext: backlogue check{where}; backlogue build{where}; and what is missing: backlogue doctor{where}")
