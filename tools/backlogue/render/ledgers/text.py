"""A ledger in; lines for a terminal out."""

from backlogue.render.ledger import LedgerFormat
from backlogue.render.terminal import visible
from backlogue.views.ledger import LIFE_WORDS, Harvest, Ledger, Trial, percent, summary


def write(book: Ledger) -> str:
    """A paragraph an experiment, the learning yield of each sprint, and a sentence that sums up."""
    blocks = [_trial(one) for one in book.trials]
    if book.harvests:
        rows = [f"  {_share(one)}" for one in book.harvests]
        blocks.append("\n".join(["Learning yield (decided / run in the sprint)", *map(visible, rows)]))
    text = summary(book)
    blocks.append(f"{text[:1].upper()}{text[1:]}.")
    return "\n\n".join(blocks) + "\n"


def _share(one: Harvest) -> str:
    share = "still running" if one.running else percent(one.share)
    return f"{one.sprint}: {len(one.decided)} of {len(one.ran)} decided, {share}"


def _trial(one: Trial) -> str:
    said = " but its value says " + one.computed if one.contradicts else ""
    lines = [f"{one.id}  {one.outcome or LIFE_WORDS.get(one.life, one.life)}{said}  {one.title}"]
    if one.metric or one.target:
        value = f", {one.told} seen" if one.value is not None else ""
        from_ = f" from {one.baseline:g}" if one.baseline is not None else ""
        lines.append(f"  {one.metric or 'no metric'}{from_}: {one.target or 'no target'}{value}")
    if one.cost:
        lines.append(f"  cost: {one.cost}{f' ({_ids(one.sprints)})' if one.sprints else ''}")
    if one.learning:
        lines.append(f"  learned: {one.learning}")
    if one.decision or one.leads_to:
        lines.append(f"  {one.decision or 'no decision'}{f', leads to {_ids(one.leads_to)}' if one.leads_to else ''}")
    return "\n".join(visible(line) for line in lines)


def _ids(names: tuple[str, ...]) -> str:
    return ", ".join(names)


FORMAT = LedgerFormat("text", write)
