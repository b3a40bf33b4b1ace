"""Texts that are generated into the project in; the files written, or told apart from what is there, out."""

from collections.abc import Mapping
from pathlib import Path

import click

from backlogue.world.write import Refused, create, replace


def write_generated(root: Path, texts: Mapping[str, str]) -> int:
    """Write each file that does not hold its text yet; the exit code."""
    stale = _stale(root, texts)
    try:
        for path, text in stale.items():
            held = held_bytes(root, path)
            if held is None:
                create(root, path, text.encode("utf-8"))
            else:
                replace(root, path, held, text.encode("utf-8"))
            click.echo(f"wrote {path}")
    except Refused as refused:
        click.echo(str(refused), err=True)
        return 1
    if not stale:
        click.echo("nothing to write: all is current")
    return 0


def check_generated(root: Path, texts: Mapping[str, str], command: str) -> int:
    """Name each file that does not hold its text, and the command that writes it; the exit code."""
    stale = _stale(root, texts)
    for path in stale:
        what = "is not what the project declares" if held_bytes(root, path) is not None else "is missing"
        click.echo(f"{path}:1:1: error {what} -- run: {command}")
    return 1 if stale else 0


def held_bytes(root: Path, path: str) -> bytes | None:
    """What a file of the project holds; None when it cannot be read."""
    try:
        return (root / path).read_bytes()
    except OSError:
        return None


def _stale(root: Path, texts: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in texts.items() if held_bytes(root, path) != text.encode("utf-8")}
