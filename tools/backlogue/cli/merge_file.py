"""merge-file: merge three versions of a plan file key by key; git calls it as a merge driver."""

from pathlib import Path

import click

from backlogue.history.merge import Merged, merge
from backlogue.world.git import GitFault
from backlogue.world.merge_text import merge_text

# What git takes for "this driver is broken, stop the merge"; 1 to 128 mean a conflict that a person settles.
_FATAL = 129


@click.command("merge-file")
@click.argument("base", metavar="BASE", type=click.Path(path_type=Path))
@click.argument("ours", metavar="OURS", type=click.Path(path_type=Path))
@click.argument("theirs", metavar="THEIRS", type=click.Path(path_type=Path))
@click.argument("path", metavar="[PATH]", default="")
@click.argument("size", metavar="[LENGTH]", default=7, type=click.IntRange(1, 1000))
def COMMAND(base: Path, ours: Path, theirs: Path, path: str, size: int) -> int:
    """Merge OURS and THEIRS, which both come from BASE, and write the result to OURS.

    \b
    In git's configuration (`backlogue init` and `backlogue doctor --fix` write it):
      [merge "backlogue"]
        driver = backlogue merge-file %O %A %B %P %L

    PATH is the file's name for messages, LENGTH that of conflict markers. Exits with 0 when everything
    could be merged, and with 1 when a key or a part of the text holds two values that a person must choose from.
    """
    try:
        versions = [place.read_bytes() for place in (base, ours, theirs)]
    except OSError as error:
        click.echo(f"{path or ours}: {error.filename} cannot be read: {error.strerror}", err=True)
        return _FATAL
    name = path or str(ours)
    merged = _by_field(name, versions, size)
    data, conflicts = (merged.text.encode("utf-8"), merged.conflicts) if merged else _as_text(name, versions, size)
    try:
        if data != versions[1]:
            ours.write_bytes(data)
    except OSError as error:
        click.echo(f"{name}: {ours} cannot be written: {error.strerror}", err=True)
        return _FATAL
    if conflicts:
        click.echo(f"{name}: both sides changed {', '.join(conflicts)}", err=True)
    return 1 if conflicts else 0


def _by_field(name: str, versions: list[bytes], size: int) -> Merged | None:
    try:
        base, ours, theirs = (data.decode("utf-8") for data in versions)
        return merge(base, ours, theirs, _git_text, size)
    except (UnicodeDecodeError, GitFault):
        return None
    except Exception as error:
        # A fault of ours must not stop a merge halfway: git's own way is always there.
        click.echo(f"{name}: merged as text, for merging by field failed ({type(error).__name__}: {error})", err=True)
        return None


def _git_text(base: str, ours: str, theirs: str, size: int) -> str:
    data = merge_text(base.encode("utf-8"), ours.encode("utf-8"), theirs.encode("utf-8"), size, with_base=True).data
    return data.decode("utf-8")


def _as_text(name: str, versions: list[bytes], size: int) -> tuple[bytes, tuple[str, ...]]:
    """Git's own merge, for what is no plan file; what even git cannot merge stays as ours, in conflict."""
    try:
        merged = merge_text(versions[0], versions[1], versions[2], size)
    except GitFault as fault:
        click.echo(f"{name}: {fault}", err=True)
        return versions[1], ("the file",)
    return merged.data, ("the same lines",) if merged.conflicts else ()
