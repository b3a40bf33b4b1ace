"""explain: say what a rule wants, why, and how to mend it, with examples."""

import re
import textwrap

import click

from backlogue.base import nearest
from backlogue.checks import catalogue
from backlogue.checks.page import page_of

_HEADING = re.compile(r"^#+ ")


@click.command("explain")
@click.argument("code", metavar="[CODE]", required=False)
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", help="How to show it.")
def COMMAND(code: str | None, form: str) -> int:
    """Explain the rule CODE (or the rule of that name), with the cases that are its tests; list all without CODE.

    \b
    Examples:
      backlogue explain PLN101
      backlogue explain unknown-dependency
      backlogue explain --format markdown > rules.md
    """
    if code is None:
        click.echo(_list_markdown() if form == "markdown" else _list_text())
        return 0
    found = _code(code)
    click.echo((_markdown(found) if form == "markdown" else _text(found)).rstrip())
    return 0


def _code(word: str) -> str:
    """The code that a code or a name means; a wrong word is a wrong argument, with the nearest right one."""
    rules = catalogue()
    names = {plug.value.name: code for code, plug in rules.items()}
    if word.upper() in rules:
        return word.upper()
    if word.lower() in names:
        return names[word.lower()]
    close = nearest(word.upper(), rules) or nearest(word, names)
    hint = f"Did you mean {close}?" if close else "backlogue explain lists them all."
    raise click.UsageError(f"There is no rule {word!r}. {hint}")


def _sentence(code: str) -> str:
    first = catalogue()[code].docs.partition("\n")[0]
    return first.partition(": ")[2]


def _reasons(code: str) -> str:
    """Why and Mend, each a paragraph."""
    rest = catalogue()[code].docs.partition("\n")[2]
    parts = re.split(r"\s+(?=Mend: )|\n\s*\n", rest.strip())
    return "\n\n".join(" ".join(part.split()) for part in parts if part.strip())


def _markdown(code: str) -> str:
    """The rule's page as it stands, with what the rule's file says below its heading."""
    rule = catalogue()[code].value
    body = page_of(code).partition("\n")[2].strip()
    head = f"# {code} {rule.name}\n\n*{rule.severity.word}*: {_sentence(code)}\n\n{_reasons(code)}"
    return f"{head}\n\n{body}" if body else head


def _text(code: str) -> str:
    """The same for a terminal: prose wrapped, examples indented, no marks."""
    rule = catalogue()[code].value
    lines = [f"{code} {rule.name} ({rule.severity.word})", "", *textwrap.wrap(_sentence(code), 88), ""]
    for part in _reasons(code).split("\n\n"):
        lines += [*textwrap.wrap(part, 88), ""]
    return "\n".join([*lines, *_plain(page_of(code).partition("\n")[2].strip())])


def _plain(page: str) -> list[str]:
    lines: list[str] = []
    fence = ""
    for line in page.split("\n"):
        mark = re.match(r"`{3,}", line)
        if mark is not None and (not fence or line.rstrip() == fence):
            info = line[len(mark[0]) :].strip()
            if not fence and info:
                lines.append("  reported:" if info == "findings" else f"  {info}:")
            fence = "" if fence else mark[0]
        elif fence:
            lines.append(f"    {line}".rstrip())
        elif _HEADING.match(line):
            title = _HEADING.sub("", line)
            lines += [title, "-" * len(title)]
        else:
            lines.append(line)
    return lines


def _list_text() -> str:
    lines: list[str] = []
    family = ""
    for code, plug in catalogue().items():
        if plug.folder != family:
            family = plug.folder
            lines += ([""] if lines else []) + [family]
        lines.append(f"  {code} {plug.value.severity.word:<8}{plug.value.name:<28}{_sentence(code)}")
    return "\n".join(lines)


def _list_markdown() -> str:
    lines = ["| Code | Name | Severity | What it finds |", "|---|---|---|---|"]
    for code, plug in catalogue().items():
        told = _sentence(code).replace("|", "\\|").replace("<", "&lt;")
        lines.append(f"| {code} | {plug.value.name} | {plug.value.severity.word} | {told} |")
    return "\n".join(lines)
