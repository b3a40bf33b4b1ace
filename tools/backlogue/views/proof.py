"""An item in; what its definition of done asks for, what it names as proof, and the verdict on each, out."""

from dataclasses import dataclass, replace

from backlogue.model import Item
from backlogue.views.criteria_table import proof_cell, waiver_cell
from backlogue.views.document import Link
from backlogue.views.edition import Edition
from backlogue.views.judged import Judged, judged, promised
from backlogue.views.words import listing


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of done. `declared` is what the item names: none, proof or waiver; `words` say which.

    `verdict` is how it stands, with the `mark` of that; `why` what the evidence says, `suspect` what has changed since.
    """

    name: str
    text: str
    declared: str
    words: str
    verdict: str
    mark: str
    why: str
    value: str
    threshold: str
    read: str
    suspect: str
    link: Link | None
    advisory: bool
    cards: tuple[str, ...] = ()


def criteria(edition: Edition, item: Item) -> tuple[Criterion, ...]:
    """The criteria that apply to an item, then any further proof that it names."""
    return tuple(_criterion(edition, one) for one in judged(edition.plan, edition.asking, item, besides=True))


def checkpoints(edition: Edition, item: Item) -> tuple[Criterion, ...]:
    """What the sprints of long work promise, judged as criteria are; `text` begins with the sprint's name."""
    known = edition.plan.sprint_by_id
    found = []
    for point, one in promised(edition.plan, item):
        shown = _criterion(edition, one)
        name = known[point.sprint].name if point.sprint in known else point.sprint
        found.append(replace(shown, text=f"{name}: {shown.text}"))
    return tuple(found)


def _criterion(edition: Edition, one: Judged) -> Criterion:
    if one.waiver is not None and one.stand != "met":
        declared, words = "waiver", f"Waived by {waiver_cell(edition, one).text}"
    elif one.stand == "open":
        declared, words = "none", ""
    else:
        declared, words = "proof", proof_cell(edition, one).text
    told = one.why if one.source and one.stand in ("met", "unproven") else ""
    return Criterion(
        name=one.name,
        text=one.text,
        declared=declared,
        words=words,
        verdict=one.word,
        mark=one.mark,
        why=told,
        value=one.value,
        threshold=one.threshold,
        read=one.read,
        suspect=f"Changed since it was read: {listing(one.suspect)}" if one.suspect else "",
        link=one.link,
        advisory=one.advisory,
        cards=one.cards,
    )
