"""A word of the command line such as `estimate.backend=3` in, the change it asks for out."""

import re
from typing import Literal, NamedTuple, TypeAlias

Operator: TypeAlias = Literal["=", "+=", "-="]

_WORD = re.compile(r"(?P<path>[^=]+?)(?P<operator>\+=|-=|=)(?P<text>.*)", re.DOTALL)
_STEP = re.compile(r'"(?P<quoted>[^"]+)"|(?P<plain>[^."]+)')


class Change(NamedTuple):
    """What is asked of the value at a path: to become a text (nothing: to go), to gain or to lose list entries."""

    path: tuple[str, ...]
    operator: Operator
    text: str

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}{self.operator}{self.text}"


def read_change(word: str) -> Change:
    """Read `key=value`, `key+=value` or `key-=value`; ValueError in plain words otherwise.

    A dot goes one level down, a number into a list; a step in double quotes may hold dots itself.
    """
    match = _WORD.fullmatch(word)
    if match is None:
        raise ValueError(f"{word!r} is no change; write key=value, key+=value or key-=value")
    operator: Operator = match["operator"]  # type: ignore[assignment]
    text = match["text"].strip()
    if operator != "=" and not text:
        raise ValueError(f"{word!r} says nothing to {'add' if operator == '+=' else 'take away'}")
    return Change(read_path(match["path"]), operator, text)


def read_path(word: str) -> tuple[str, ...]:
    """The steps of `estimate.backend` or `capacity."a.b"`; ValueError when one is empty."""
    steps, position = [], 0
    word = word.strip()
    while True:
        match = _STEP.match(word, position)
        if match is None:
            raise ValueError(f"{word!r} is no key; write it as key or key.inner")
        steps.append((match["quoted"] or match["plain"]).strip())
        position = match.end()
        if position == len(word):
            return tuple(steps)
        if word[position] != ".":
            raise ValueError(f"{word!r} is no key; write it as key or key.inner")
        position += 1
