"""An item in, what its definition of done asks for and what it names as proof out. Nothing is judged here."""

from collections.abc import Mapping
from dataclasses import dataclass

from backlogue.done import criteria_of
from backlogue.model import Item
from backlogue.model.item import Proof
from backlogue.views.edition import Edition
from backlogue.views.words import day


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of done, and the proof or waiver the item declares for it; `declared` is none, proof or waiver."""

    name: str
    text: str
    declared: str
    words: str


def criteria(edition: Edition, item: Item) -> tuple[Criterion, ...]:
    """The criteria that apply to an item, then any further proof that it names."""
    texts = {
        name: asked.criterion.text
        for done in edition.criteria.get(item.id, ())
        for name, asked in criteria_of(edition.plan.project, done).items()
    }
    names = dict.fromkeys((*texts, *item.evidence, *item.waivers))
    return tuple(_criterion(edition, item, name, texts) for name in names)


def _criterion(edition: Edition, item: Item, name: str, texts: Mapping[str, str]) -> Criterion:
    text = texts.get(name, name.replace("-", " ").capitalize())
    if name in item.waivers:
        waiver = item.waivers[name]
        until = f", until {day(waiver.until)}" if waiver.until else ""
        words = (
            f"Waived by {edition.person(waiver.by)} on {day(waiver.on)}{until}: {waiver.reason or 'no reason given'}"
        )
        return Criterion(name, text, "waiver", words)
    if name in item.evidence:
        return Criterion(name, text, "proof", _proof(edition, item.evidence[name]))
    return Criterion(name, text, "none", "No proof is named yet")


def _proof(edition: Edition, proof: Proof) -> str:
    if proof.by is not None:
        role = f" ({proof.role})" if proof.role else ""
        return f"{edition.person(proof.by)}{role}{f' on {day(proof.on)}' if proof.on else ', no day given'}"
    return ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in (proof.model_extra or {}).items())
