"""renumber: give one of two files with the same id a free one, and correct every reference that means it."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import click

from backlogue.cli.answer import refuse, show_change
from backlogue.cli.options import color_option, project_option
from backlogue.edit.ids import next_id
from backlogue.edit.renumber import Renumbering, changed_texts, mentions, moved_files
from backlogue.model import Kinds, Project, kinds_of
from backlogue.parse import read_record
from backlogue.pipeline import read_entries, read_project
from backlogue.render.terminal import visible
from backlogue.world.files import Folder
from backlogue.world.ids import ids_on_branches
from backlogue.world.lineage import Doubt, Lineage, lineage_of
from backlogue.world.together import replace_all
from backlogue.world.write import Refused


class _Ground(NamedTuple):
    """The files as they are: their texts, the ids that each defines, and the project's classes."""

    texts: Mapping[str, str]
    ids: Mapping[str, tuple[str, ...]]
    project: Project
    kinds: Kinds


class _How(NamedTuple):
    dry_run: bool
    color: bool


@click.command("renumber")
@click.argument("item_id", metavar="ID")
@click.option(
    "--file", "file", metavar="PATH", help="The file that gets another id; the newer one, as git tells, by default."
)
@click.option("--to", "wanted", metavar="NEW", help="The id it gets; the next free one by default.")
@click.option(
    "--all", "doubtful", flag_value="all", help="Rewrite references of which git cannot tell which file they mean, too."
)
@click.option(
    "--keep", "doubtful", flag_value="keep", help="Leave those references as they are: they mean the older file."
)
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@color_option
@project_option
def COMMAND(
    item_id: str, file: str | None, wanted: str | None, doubtful: str | None, dry_run: bool, color: bool, root: Path
) -> int:
    """Mend an id that two branches have made: the file that came to the main line first keeps it.

    \b
    Examples:
      backlogue renumber CHURN-12
      backlogue renumber CHURN-12 --file backlog/churn/CHURN-12-second.md --dry-run
      backlogue renumber CHURN-12 --all

    The other file gets the next free id and, under `formerly`, keeps the old one, so that old links still lead
    to it. References that were written together with it are corrected, wherever they are. Files change all or none.
    """
    ground = _ground(root)
    files = [path for path, ids in ground.ids.items() if item_id in ids]
    lineage = _lineage(root, ground, item_id, files, file)
    new_id = _free(root, ground, item_id, wanted)
    sure, doubts = _split(ground, lineage, item_id)
    if doubts and doubtful is None:
        for path, line, text in doubts:
            click.echo(f"{visible(path)}:{line}: {visible(text.strip())}", err=True)
        click.echo(
            f"Git cannot tell whether these mean {lineage.newer} or {lineage.older}. Nothing was written; "
            "--all rewrites them, --keep leaves them.",
            err=True,
        )
        return 1
    if doubtful == "all":
        for path, line, _ in doubts:
            sure.setdefault(path, set()).add(line)
    order = Renumbering(item_id, new_id, lineage.newer, sure)
    return _carry_out(root, ground, order, lineage.older, _How(dry_run, color))


def _ground(root: Path) -> _Ground:
    folder = Folder(root)
    listing = folder.listing()
    project, _ = read_project(folder)
    kinds = kinds_of(project)
    built = read_entries(folder, listing, kinds)
    ids = {path: (str(getattr(one.entry, "id", "")), *one.claims) for path, one in built.items()}
    texts = {}
    for source in listing.sources:
        texts[source.path] = folder.read(source.path).decode("utf-8", "surrogateescape")
    for path in sorted(root.glob("backlog/**/*.evidence.json")):
        if path.is_file() and not path.is_symlink():
            texts[path.relative_to(root).as_posix()] = path.read_text(encoding="utf-8", errors="surrogateescape")
    return _Ground(texts, ids, project, kinds)


def _lineage(root: Path, ground: _Ground, item_id: str, files: list[str], asked: str | None) -> Lineage:
    """Which of the files is the newer, and how to tell what a reference means."""
    if asked is not None:
        place = Path(asked) if (Path(asked)).exists() else root / asked
        asked = place.resolve().relative_to(root).as_posix() if place.resolve().is_relative_to(root) else asked
        if asked not in files:
            raise click.UsageError(f"{asked} does not define {item_id}; {', '.join(files) or 'no file'} does")
    elif len(files) < 2:
        what = (
            f"Only {files[0]} defines {item_id}; to renumber it all the same, name it with --file."
            if files
            else (f"No file defines {item_id}.")
        )
        raise click.UsageError(what)
    try:
        return lineage_of(root, ground.project.main_branch, item_id, files, asked)
    except Doubt as doubt:
        raise click.UsageError(f"{doubt}. Say which file gets another id: --file {' or '.join(files)}") from None


def _free(root: Path, ground: _Ground, item_id: str, wanted: str | None) -> str:
    taken = {one for ids in ground.ids.values() for one in ids} | ids_on_branches(root)
    taken |= {old for path in ground.ids for old in _former(ground.texts[path], path)}
    if wanted is None:
        draw = secrets.choice if ground.project.ids.style == "random" else None
        return next_id(item_id.rpartition("-")[0], taken, draw)
    if wanted in taken:
        raise click.UsageError(f"{wanted} is taken already.")
    return wanted


def _former(text: str, path: str) -> list[str]:
    record = read_record(path, text.encode("utf-8", "surrogateescape")).record
    found = record.values.get("formerly") if record is not None else None
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _split(ground: _Ground, lineage: Lineage, item_id: str) -> tuple[dict[str, set[int]], list[tuple[str, int, str]]]:
    """The lines that mean the newer file, by path, and those of which nobody can tell."""
    sure: dict[str, set[int]] = {}
    doubts: list[tuple[str, int, str]] = []
    for path, text in ground.texts.items():
        found = mentions(text, item_id)
        if path == lineage.newer:
            sure[path] = {one.line for one in found}
        elif found and path != lineage.older:
            meant = lineage.meanings(path, [one.line for one in found])
            lines = {one.line for one in found if meant[one.line] is True}
            if lines:
                sure[path] = lines
            doubts += [(path, one.line, one.text) for one in found if meant[one.line] is None]
    return sure, doubts


def _carry_out(root: Path, ground: _Ground, order: Renumbering, older: str | None, how: _How) -> int:
    """Write what follows from the decision, and show it."""
    moves = moved_files(ground.texts, order, older)
    changed = changed_texts(ground.texts, order, moves, ground.kinds)
    if not isinstance(changed, dict):
        return refuse([f"{order.newer}: {one.message}" for one in changed])
    if not how.dry_run:
        try:
            replace_all(root, {path: (_bytes(old), _bytes(new)) for path, (old, new) in changed.items()}, moves)
        except (Refused, OSError) as refused:
            return refuse([str(refused)])
    for path in sorted({*changed, *moves}):
        if path in moves:
            click.echo(visible(f"rename {path} => {moves[path]}"))
        if path in changed:
            show_change(path, *changed[path], how.color)
    left = f"; {older} stays {order.old}" if older is not None else ""
    click.echo(f"{order.newer} {'would be' if how.dry_run else 'is now'} {order.new}{left}", err=True)
    return 0


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
