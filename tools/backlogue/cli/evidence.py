"""evidence: ask the sources that prove criteria of done, keep what they say, find drift.

The steps stand in `evidence_collect`, `evidence_verify` and `evidence_show`.
"""

import click

from backlogue.base import nearest
from backlogue.cli.evidence_collect import collect_step
from backlogue.cli.evidence_show import show_step
from backlogue.cli.evidence_verify import verify_step


class _Steps(click.Group):
    """The steps, in the order in which they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            close = nearest(args[0], self.commands)
            hint = f"Did you mean {close}?" if close else "See --help."
            raise click.UsageError(f"Evidence has no step {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group("evidence", cls=_Steps)
def COMMAND() -> None:
    """Ask the sources that prove criteria of done, keep what they say in a lock beside the item, find drift.

    \b
    Examples:
      backlogue evidence collect "sprint = current"
      backlogue evidence verify
      backlogue evidence show CHURN-12

    `backlogue check` judges from the locks and never asks anybody. Credentials come from the environment
    and are never printed or kept; hosts are asked only when backlogue.yaml of the main branch lists them.
    """


for step in (collect_step, verify_step, show_step):
    COMMAND.add_command(step)
