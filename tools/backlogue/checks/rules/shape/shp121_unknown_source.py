"""SHP121 unknown-source: an evidence entry names no source that is known, or more than one.

Why: nobody could be asked, and the criterion would stay open for ever.
Mend: correct the key; the guide lists the sources, and a plug-in adds its own.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import listed, suggest
from backlogue.model import Item
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        for name, proof in item.proofs.items():
            # A person's word is the most common entry, and sources cost time to load.
            if proof.model_extra:
                yield from _entry(plan, item, name, tuple(proof.model_extra), proof.by is not None)


def _entry(plan: Plan, item: Item, name: str, keys: tuple[str, ...], word: bool) -> Iterator[Finding]:
    known = plan.proofs.sources
    named = [key for key in keys if key in known]
    if len(named) > 1:
        message = f"{item.id}: {name} names {len(named)} sources, {listed(named)}"
        yield Finding(
            item.key_span(*item.proof_place(name), named[1]), message, "keep one; each criterion has one proof"
        )
    elif known and not named and not word:
        options = frozenset().union(*known.values())
        wrong = next((key for key in keys if key not in options), keys[0])
        hint = suggest(wrong, known, "see the guide's page on evidence for the sources there are")
        message = f"{item.id}: {name} names no source: {wrong} is none"
        yield Finding(item.key_span(*item.proof_place(name), wrong), message, hint)


RULE = Rule("SHP121", "unknown-source", Severity.ERROR, check)
