"""explain: say why a rule is there, how to mend what it finds, with examples."""

import click

from backlogue.base import Plug, nearest
from backlogue.checks import catalogue
from backlogue.checks.page import page_of


@click.command("explain")
@click.argument("code", metavar="[CODE]", default="")
def COMMAND(code: str) -> int:
    """Explain the rule CODE: why it is there, how to mend what it finds, examples. Without CODE: all rules.

    \b
    Examples:
      backlogue explain SPR106
      backlogue explain SPR          the rules on sprints
      backlogue explain              all rules
    """
    rules = catalogue()
    asked = code.strip().upper()
    if asked in rules:
        click.echo(_whole(rules[asked]))
        return 0
    chosen = [plug for name, plug in rules.items() if name.startswith(asked)]
    if not chosen:
        close = nearest(asked, rules) or next((name for name, one in rules.items() if one.value.name == code), None)
        hint = f"did you mean {close}?" if close else "backlogue explain lists all rules"
        raise click.BadParameter(f"there is no rule {code!r}; {hint}", param_hint="CODE")
    for family in dict.fromkeys(plug.folder for plug in chosen):
        click.echo(f"{family}:")
        click.echo("".join(f"  {_line(plug)}\n" for plug in chosen if plug.folder == family), nl=False)
    return 0


def _line(plug: Plug) -> str:
    rule = plug.value
    return f"{rule.code}  {rule.severity.word:<8} {plug.docs.partition(chr(10))[0].partition(' ')[2]}"


def _whole(plug: Plug) -> str:
    """The rule's documentation, then its case page without the title that says the same."""
    rule = plug.value
    cases = page_of(rule.code).partition("\n")[2].strip()
    return "\n\n".join(part for part in (plug.docs, f"By default: {rule.severity.word}.", cases) if part)
