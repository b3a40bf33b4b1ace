"""An item, a criterion's name and its check in; how the criterion stands by what the item's file says, out.

What a machine can check is judged elsewhere (`judge`): here it is only told whether that says `pass`.
"""

from datetime import date
from typing import Literal

from backlogue.model import Item

Stand = Literal["met", "waived", "unsigned", "unproven", "void", "lapsed", "open"]


def verdict(item: Item, name: str, check: str, today: date, passes: bool = False) -> Stand:
    """How a criterion stands for an item; `passes` is whether the lock proves it.

    met: a person vouches by name and day, or (for another check than `person`) the lock says `pass`.
    waived: set aside with a reason, and not past its day. void: set aside without a reason.
    lapsed: set aside until a day that is past. unsigned: a person's word without name or day.
    unproven: a proof is named that does not, or not yet, pass. open: nothing is written.
    """
    proof = item.proofs.get(name)
    if proof is not None and (proof.attested if check == "person" else passes):
        return "met"
    waiver = item.waivers.get(name)
    if waiver is not None:
        if not waiver.reason.strip():
            return "void"
        return "lapsed" if waiver.until is not None and waiver.until < today else "waived"
    if proof is None:
        return "open"
    return "unsigned" if check == "person" else "unproven"
