"""What a format of `backlogue list` is: a name and a function from a listing to text. No effects."""

from collections.abc import Callable
from typing import NamedTuple

from backlogue.views.listing import Listing


class Screen(NamedTuple):
    """What the text is written on: columns of the terminal (None where it is none), colour."""

    columns: int | None = None
    color: bool = False


class ListFormat(NamedTuple):
    """A format, defined as `FORMAT` in a file of its own below `lists/`."""

    name: str
    write: Callable[[Listing, Screen], str]
