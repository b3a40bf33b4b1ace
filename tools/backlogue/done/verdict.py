"""An item, a criterion's name and its check in; how the criterion stands by what the item's file says, out.

What a machine can check is not asked here: a criterion of another kind than `person` counts as met
once the item names what proves it. Whether that proof holds is for who reads the evidence.
"""

from datetime import date
from typing import Literal

from backlogue.model import Item

Verdict = Literal["met", "waived", "unsigned", "void", "lapsed", "open"]


def verdict(item: Item, name: str, check: str, today: date) -> Verdict:
    """How a criterion stands for an item.

    met: a person vouches by name and day, or (for another check than `person`) a proof is named.
    waived: set aside with a reason, and not past its day. void: set aside without a reason.
    lapsed: set aside until a day that is past. unsigned: a person's word without name or day.
    open: nothing is written.
    """
    proof = item.evidence.get(name)
    if proof is not None and (check != "person" or proof.attested):
        return "met"
    waiver = item.waivers.get(name)
    if waiver is not None:
        if not waiver.reason.strip():
            return "void"
        return "lapsed" if waiver.until is not None and waiver.until < today else "waived"
    return "open" if proof is None else "unsigned"
