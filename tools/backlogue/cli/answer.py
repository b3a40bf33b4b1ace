"""What a command that changes files says: the change as a diff, or why nothing was written."""

from collections.abc import Iterable

import click

from backlogue.edit.diff import diff
from backlogue.render.terminal import visible

_COLORS = {"+": "green", "-": "red", "@": "cyan"}


def show_change(path: str, old: str | None, new: str, color: bool) -> None:
    """Print the diff of a file, unable to move the cursor; added lines green, taken away red."""
    for line in diff(path, old, new):
        plain = visible(line)
        click.echo(click.style(plain, fg=_COLORS.get(plain[:1])) if color else plain)


def refuse(lines: Iterable[str], way_out: str = "") -> int:
    """Say why not; the exit code."""
    for line in lines:
        click.echo(visible(line), err=True)
    click.echo(f"Nothing was written{f'; {way_out}' if way_out else ''}.", err=True)
    return 1
