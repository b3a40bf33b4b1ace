"""The command line in; every command with its usage, words, examples, arguments and options, as Markdown, out."""

import inspect
import re
from collections.abc import Iterator
from importlib import import_module

import click

from backlogue.site.part import Part, cell


def write(word: str) -> str:
    """Commands in the order of `backlogue --help`: `single` ones, or `groups` with their commands; or all."""
    # The command line stands above this room, so it is asked for by name, and only when a page shows it.
    group: click.Group = import_module("backlogue.cli").group
    return "\n\n".join(_commands(group, click.Context(group, info_name="backlogue"), word))


def _commands(group: click.Group, above: click.Context, word: str = "") -> Iterator[str]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        if command is None or command.hidden:
            continue
        if word and (word == "groups") is not isinstance(command, click.Group):
            continue
        context = click.Context(command, info_name=name, parent=above)
        yield "\n\n".join(_command(command, context))
        if isinstance(command, click.Group):
            yield from _commands(command, context)


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    path = context.command_path
    level = "#" * (path.count(" ") + 1)
    yield f"{level} {path}"
    yield f"```text\n{path} {' '.join(command.collect_usage_pieces(context))}\n```"
    for paragraph in re.split(r"\n{2,}", inspect.cleandoc(command.help or "")):
        yield _preformatted(paragraph) if paragraph.startswith("\b\n") else _plain(paragraph)
    rows = [
        record
        for option in command.params
        if isinstance(option, click.Option) and (record := option.get_help_record(context))
    ]
    if rows:
        lines = (f"| {' '.join(f'`{part}`' for part in _spellings(spelt))} | {cell(words)} |" for spelt, words in rows)
        yield "\n".join(("| Option | What it does |", "| --- | --- |", *lines))


def _plain(paragraph: str) -> str:
    return re.sub(r"([*_<\[\]])", r"\\\1", " ".join(paragraph.split()))


def _preformatted(paragraph: str) -> str:
    """A block that click does not wrap: its first line in words, the rest as it stands."""
    head, _, rest = paragraph.removeprefix("\b\n").partition("\n")
    return f"{_plain(head)}\n\n```text\n{rest.replace(chr(10) + '  ', chr(10)).removeprefix('  ')}\n```"


def _spellings(spelt: str) -> list[str]:
    """`-h, --help` in two; the words of a choice are no spelling."""
    return re.split(r", (?=-)", spelt)


PART = Part("commands", write)
