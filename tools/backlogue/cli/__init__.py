"""The command line: argv in, exit code out. One file a command, imported only when it is called.

Exit codes: 0 clean, 1 findings at error level, 2 bad arguments, 3 our own fault.
"""

import gc
import io
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from backlogue import __version__
from backlogue.cli import crash
from backlogue.render.terminal import visible_lines

_FOLDER = Path(__file__).parent


class _Commands(click.Group):
    """The commands that stand as files in this folder: `COMMAND` in `check.py` is `backlogue check`.

    A file whose name is a word of Python ends in an underscore (`import_.py`). Help is the first
    line of each file, read as text: importing them all would cost what start-up may not.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        found = (path.stem for path in _FOLDER.glob("*.py") if "COMMAND" in path.read_text(encoding="utf-8"))
        return sorted(stem.rstrip("_").replace("_", "-") for stem in found if not stem.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        path = _file(cmd_name)
        if path is None:
            return None
        command: click.Command = import_module(f"backlogue.cli.{path.stem}").COMMAND
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, _first_line(name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and _file(name) is None:
            from backlogue.base.nearest import nearest  # difflib costs 8 ms, and only a wrong word needs it

            close = nearest(name, self.list_commands(ctx))
            hint = f" Did you mean {close}?" if close else " See backlogue --help."
            raise click.UsageError(f"There is no command {name!r}.{hint}")
        return super().resolve_command(ctx, args)


def _file(command: str) -> Path | None:
    stem = command.replace("-", "_")
    places = (_FOLDER / f"{stem}.py", _FOLDER / f"{stem}_.py")
    return next((place for place in places if stem.isidentifier() and place.is_file()), None)


def _first_line(command: str) -> str:
    path = _file(command)
    assert path is not None
    with open(path, encoding="utf-8") as file:
        return file.readline().strip().strip('"').partition(": ")[2].rstrip(".")


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="backlogue %(version)s")
def group() -> None:
    """Plan as code: stories, experiments and sprints as files in git, checked, reviewed and published.

    \b
    Examples:
      backlogue check                      check the whole plan
      backlogue list "blocked"             items that wait for another
      backlogue build                      write the status site
    """


def _speak_utf8() -> None:
    """Files and pipes get UTF-8 whatever the locale; a terminal that cannot show a sign gets its number instead."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A command builds much and frees nothing before it ends: collecting doubles the time of a large load.
    gc.disable()
    if sys.stdout is None:
        # Python gives no stream where the caller closed it (`>&-`): what is printed is then for nobody.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    _speak_utf8()
    try:
        code = group.main(prog_name="backlogue", standalone_mode=False)
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        # It may repeat names from the plan's files, and arguments that a script made of them.
        click.echo(visible_lines(said.getvalue()), nl=False, err=True)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nInterrupted; nothing was left half-written.", err=True)
        code = 130
    except BrokenPipeError:
        # The reader (head, less) has left; pointing stdout elsewhere keeps the shutdown quiet.
        sys.stdout = None
        code = 0
    except Exception as error:
        code = crash.report(error)
    sys.exit(code if isinstance(code, int) else 0)
