"""A group of commands that are steps in the life of one thing, listed in that order."""

import click

from backlogue.base import nearest


class Steps(click.Group):
    """The steps of what `thing` says, in the order of its life; a wrong one is answered with the nearest right one."""

    thing = "It"

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            close = nearest(args[0], self.commands)
            raise click.UsageError(
                f"{self.thing} has no step {args[0]!r}. {f'Did you mean {close}?' if close else 'See --help.'}", ctx
            )
        return super().resolve_command(ctx, args)
