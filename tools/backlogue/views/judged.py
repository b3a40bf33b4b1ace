"""A plan and an item in; each criterion asked of it with its verdict, value, proof and waiver out. Asks nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from backlogue.base.observation import Observation
from backlogue.done import RESULT, Asked, Stand, Standard, asked_of, known_criteria, verdict, verdict_on
from backlogue.done.entry import Measured, entry_verdict, measured_by
from backlogue.done.hypothesis import in_words
from backlogue.done.judge import is_word, written
from backlogue.done.threshold import THRESHOLDS, met, rounded, shown
from backlogue.model import Item
from backlogue.model.definition import Criterion
from backlogue.model.item import Checkpoint, Proof, Waiver
from backlogue.plan import Plan
from backlogue.plan.proofs import lock_path
from backlogue.views.document import Link
from backlogue.views.words import count, day, listing

# What each standing is called, and the mark it has.
WORDS: dict[Stand, tuple[str, str]] = {
    "met": ("met", "done"),
    "waived": ("waived", "dropped"),
    "unsigned": ("not signed", "waiting"),
    "unproven": ("not proven", "waiting"),
    "void": ("waived without a reason", "error"),
    "lapsed": ("waiver is over", "error"),
    "open": ("no proof named", "todo"),
}
GOOD = frozenset(("met", "waived"))


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of one item. `asked_by` is the definition that asks for it, empty where none does; `cards` are the
    scorecards of which it is a measure instead.

    `word` and `mark` tell the standing; `why` what the evidence says; `value` and `threshold` are words; `source` is
    what the item names, `where` what was found there, such as the run that an alias meant; `read` the day on which the
    source was asked; `link` leads to the proof; `suspect` are files that changed since.
    """

    item: Item
    name: str
    text: str
    check: str
    asked_by: str
    advisory: bool
    stand: Stand
    word: str
    mark: str
    why: str
    value: str
    figure: float | None
    threshold: str
    source: str
    where: str
    read: str
    at: str
    commit: str
    data: str
    split: str
    digest: str
    link: Link | None
    suspect: tuple[str, ...]
    signed: str
    waiver: Waiver | None
    cards: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        return self.stand in GOOD

    @property
    def due(self) -> bool:
        """Whether finished work may not lack it."""
        return bool(self.asked_by) and not self.advisory


def judged(plan: Plan, asking: Iterable[Standard], item: Item, besides: bool = False) -> tuple[Judged, ...]:
    """The criteria that definitions ask of an item; with `besides` also evidence that no definition asks for."""
    asked = asked_of(asking, item)
    found = [_judged(plan, item, one.name, one.criterion, one) for one in asked]
    if besides:
        known = {one.name for one in asked}
        for name in dict.fromkeys((*item.evidence, *item.waivers)):
            if name not in known:
                found.append(_judged(plan, item, name, _unasked(plan, item, name), None))
    return tuple(found)


def promised(plan: Plan, item: Item) -> tuple[tuple[Checkpoint, Judged], ...]:
    """The checkpoints of an item, each judged by the proof that it names."""
    found = []
    for name, point in zip(item.checkpoint_names, item.checkpoints, strict=True):
        criterion = Criterion(text=point.text, check=_own_check(plan, point.evidence))
        found.append((point, _judged(plan, item, name, criterion, None)))
    return tuple(found)


def sources_of(plan: Plan, items: Iterable[Item]) -> tuple[str, ...]:
    """The files of items and the locks beside them."""
    found = []
    for item in items:
        found.append(item.path)
        lock = lock_path(item.path, item.id)
        if lock in plan.proofs.paths:
            found.append(lock)
    return tuple(found)


def _unasked(plan: Plan, item: Item, name: str) -> Criterion:
    """Evidence that an item names of its own accord: a source's figure where it names one, else a person's word."""
    proof, known = item.evidence.get(name), known_criteria(plan.project).get(name)
    if known is not None:
        words = known.text
    else:
        words = "What the hypothesis is decided by" if name == RESULT else name.replace("-", " ").capitalize()
    return Criterion(text=words, check=_own_check(plan, proof))


def _own_check(plan: Plan, proof: Proof | None) -> str:
    """How a proof is checked that no definition asks for."""
    return "person" if proof is None or is_word(plan, proof) else "run"


def _judged(plan: Plan, item: Item, name: str, criterion: Criterion, asked: Asked | None) -> Judged:
    if asked is not None:
        said, check = verdict_on(plan, item, name, criterion.check), criterion.check
    else:
        said, check = entry_verdict(plan, item, name), "run"
    stand = verdict(item, name, check, plan.today, said.mark == "pass")
    word, mark = WORDS[stand]
    if stand == "unproven":
        word, mark = {
            "fail": ("not met", "error"), "error": ("could not be asked", "warning"),
        }.get(said.mark, (word, mark))  # fmt: skip
    proof, seen = item.proofs.get(name), said.seen
    entry: Mapping[str, Any] = (proof.model_extra or {}) if proof is not None else {}
    locked = plan.observations(item).get(name)
    figure = seen.value if seen is not None and isinstance(seen.value, int | float) else None
    measures = () if asked is not None else tuple(measured_by(plan, item, name))
    targets = [target for one in measures if (target := one.measure.threshold(one.stage)) is not None]
    bars = [*map(entry.get, THRESHOLDS), *(bar for one in targets for bar in one.bounds)]
    signed = ""
    if proof is not None and proof.by is not None:
        signed = proof.by
    return Judged(
        item=item,
        name=name,
        text=criterion.text,
        check=criterion.check,
        asked_by=asked.definition if asked is not None else "",
        advisory=criterion.advisory,
        stand=stand,
        word=word,
        mark=mark,
        why="" if stand == "open" else said.words,
        value=_value(seen, bars) if seen is not None else "",
        figure=figure,
        threshold=met(entry) if not measures else _by_stage(measures),
        source=_source(plan, entry),
        where=seen.where if seen is not None else "",
        read=locked.read.isoformat() if locked is not None else "",
        at=seen.at if seen is not None else "",
        commit=seen.commit if seen is not None else "",
        data=seen.dataset.name if seen is not None else "",
        split=seen.dataset.split if seen is not None else "",
        digest=seen.dataset.digest if seen is not None else "",
        link=proof_link(seen.where) if seen is not None and seen.where else None,
        suspect=said.suspect,
        signed=f"{signed}{f' on {day(proof.on)}' if proof is not None and proof.on else ''}" if signed else "",
        waiver=item.waivers.get(name),
        cards=tuple(dict.fromkeys(one.card for one in measures)),
    )


def _by_stage(measures: Iterable[Measured]) -> str:
    """The thresholds of a measure: one, or one after the other with the stages that ask for each."""
    stages: dict[str, list[str]] = {}
    for one in measures:
        stages.setdefault(in_words(one.measure.threshold(one.stage)), []).append(one.stage)
    stages.pop("", None)
    if len(stages) == 1:
        return next(iter(stages))
    return "; ".join(f"{words} ({listing(names)})" for words, names in stages.items())


def proof_link(where: str) -> Link:
    """A web address as such; anything else is a file of the repository."""
    if where.startswith(("https://", "http://")):
        return Link(url=where)
    return Link() if ":" in where else Link(path=where.partition("#")[0])


def _value(seen: Observation, bars: Iterable[Any]) -> str:
    counts = dict(seen.checks)
    if "tests" in counts:
        bad = counts.get("failures", 0) + counts.get("errors", 0)
        return f"{count(counts['tests'], 'test')}, {bad:g} failed"
    if "sections" in counts:
        return written(counts)
    return rounded(seen.value, *bars) if seen.value is not None else ""


def _source(plan: Plan, entry: Mapping[str, Any]) -> str:
    """What the entry names, such as `mlflow models:/churn@champion`."""
    named = [key for key in entry if key in plan.proofs.sources]
    return ", ".join(f"{key} {shown(entry[key])}" for key in named)
