"""What a format of `backlogue experiment ledger` is: a name and a function from a ledger to text. No effects."""

from collections.abc import Callable
from typing import NamedTuple

from backlogue.views.ledger import Ledger


class LedgerFormat(NamedTuple):
    """A format, defined as `FORMAT` in a file of its own below `ledgers/`."""

    name: str
    write: Callable[[Ledger], str]
