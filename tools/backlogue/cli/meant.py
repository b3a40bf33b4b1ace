"""Arguments that a command does not take in; what they were probably meant as out, in the words of a usage error."""

import re
import shlex
from collections.abc import Iterator, Sequence

import click

from backlogue.plan.query import QueryError, compile_query
from backlogue.plan.query.fields import field_of
from backlogue.plan.query.terms import FLAGS

_PLAIN = re.compile(r"[\w.:@/-]+")


class Meant(click.Command):
    """A command that says of what it does not take how to write it, where that can be told."""

    def option_meant(self, ctx: click.Context, written: Sequence[str]) -> str:
        """What to say of an option that there is not, from all that was written; empty for nothing."""
        return ""

    def words_meant(self, ctx: click.Context, left: Sequence[str]) -> str:
        """What to say of words that no argument takes; empty for nothing."""
        return ""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        written = tuple(args)
        ctx.allow_extra_args = True  # they come back instead of being refused in words that lead nowhere
        try:
            left = super().parse_args(ctx, args)
        except click.NoSuchOption:
            if meant := self.option_meant(ctx, written):
                raise click.UsageError(meant, ctx) from None
            raise
        if left and not ctx.resilient_parsing:
            ctx.fail(self.words_meant(ctx, left) or f"Nothing takes the argument {' '.join(left)}.")
        return left


class AsksItems(Meant):
    """A command with a QUERY: fields written as options, or without quotes, are answered with the query they make."""

    def option_meant(self, ctx: click.Context, written: Sequence[str]) -> str:
        own = {name for one in self.get_params(ctx) for name in one.opts}
        query = " and ".join(_conditions(written, own))
        return f"Fields are no options; ask for them in a query: {self._with(ctx, query)}" if _can_ask(query) else ""

    def words_meant(self, ctx: click.Context, left: Sequence[str]) -> str:
        words = [ctx.params["query"], *left]
        query = next(filter(_can_ask, (" ".join(words), " and ".join(words))), "")
        return f"A query is one argument; put it in quotes: {self._with(ctx, query)}" if query else ""

    def _with(self, ctx: click.Context, query: str) -> str:
        return f"{ctx.command_path} {in_quotes(query)}"


def in_quotes(text: str) -> str:
    """A text as one word of a command line, in double quotes where a shell leaves all of it alone there."""
    return shlex.quote(text) if set(text) & set('"$`\\!') else f'"{text}"'


def _conditions(written: Sequence[str], own: set[str]) -> Iterator[str]:
    """`--team churn --blocked` as conditions of a query; what is no field of ours is left out."""
    for word, following in zip(written, (*written[1:], "-"), strict=True):
        option, sign, value = word.partition("=")
        name = option[2:].replace("-", "_")
        if not option.startswith("--") or option in own:
            continue
        if name in FLAGS:
            yield name
        elif field_of(name, None) is None:
            continue
        elif not sign and following.startswith("-"):
            yield f"{name} is set"
        else:
            value = value if sign else following
            yield f"{name} = {value}" if _PLAIN.fullmatch(value) else f"{name} = '{value}'"


def _can_ask(query: str) -> bool:
    try:
        return bool(query) and compile_query(query) is not None
    except QueryError:
        return False
