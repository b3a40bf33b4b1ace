"""What a format of `backlogue show` is: a name and a function from a card to text. No effects."""

from collections.abc import Callable
from typing import NamedTuple

from backlogue.views.card import Card


class CardFormat(NamedTuple):
    """A format, defined as `FORMAT` in a file of its own below `cards/`; `color` says whether it may colour."""

    name: str
    write: Callable[[Card, bool], str]
