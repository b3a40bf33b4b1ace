"""A report that somebody kept and the same report made anew in; whether they agree, or in what not, out."""

from html import unescape
from pathlib import Path

import click

from backlogue.render.terminal import visible
from backlogue.views.manifest import Manifest

# How a file's name says what form the report in it has, where that is not the form's own name.
_ENDINGS = {".md": "markdown", ".xml": "junit"}
_MOST = 10


def form_of(path: Path | None, forms: tuple[str, ...]) -> str:
    """The form that a file is named for; markdown where the name says nothing."""
    ending = path.suffix.casefold() if path is not None else ""
    form = _ENDINGS.get(ending, ending[1:])
    return form if form in forms else "markdown"


def compare(path: Path, made: bytes, manifest: Manifest | None) -> int:
    """Tell whether a file holds exactly these bytes; 1 when it does not, with what the two were made from."""
    try:
        kept = path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}") from None
    name = visible(str(path))
    if kept == made:
        click.echo(f"{name} is what these files give, byte for byte.")
        return 0
    click.echo(f"{name} is not what these files give.", err=True)
    lines = manifest.lines if manifest is not None else ()
    text = unescape(kept.decode("utf-8", "replace"))
    other = [line for line in lines if line not in text]
    # A table, a test report and the compressed pages of a PDF do not show what they were made from.
    if len(other) < len(lines):
        told = [f"  here: {visible(line)}" for line in other[:_MOST]]
        told += [f"  and {len(other) - _MOST} more"] if len(other) > _MOST else []
        click.echo("\n".join(told or ["  It was made from the same files, and its words were changed."]), err=True)
    return 1
