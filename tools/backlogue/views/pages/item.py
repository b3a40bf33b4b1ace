"""An item's page: where it stands, what it says, what it is part of, what it needs and what needs it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from pydantic_core import to_json

from backlogue.base.digest import digest
from backlogue.done.threshold import shown
from backlogue.model import Item
from backlogue.model.item import Experiment, Spike
from backlogue.parse import Checkbox
from backlogue.views.address import item_page
from backlogue.views.around import Around, Said, around
from backlogue.views.edition import Edition
from backlogue.views.facts import Fact, facts, target_words
from backlogue.views.found import Found
from backlogue.views.history import History
from backlogue.views.line import Line
from backlogue.views.page import Crumb, Draft, Head, Page
from backlogue.views.proof import Criterion
from backlogue.views.setting import Setting
from backlogue.views.tally import Tally
from backlogue.views.words import count, listing, sentence, spoken


@dataclass(frozen=True, slots=True)
class Trial:
    """The question and answer of a spike, or an experiment's hypothesis and what came of it, as label and words."""

    rows: tuple[Fact, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """Everything a file says about an item, and what other files say about it."""

    head: Head
    line: Line
    facts: tuple[Fact, ...]
    trial: Trial | None
    body: str
    mentions: tuple[str, ...]
    children: tuple[Line, ...]
    tally: Tally | None
    needs: tuple[Line, ...]
    missing: tuple[str, ...]
    needed_by: tuple[Line, ...]
    related: tuple[Line, ...]
    acceptance: int
    accepted: int
    criteria: tuple[Criterion, ...]
    checkpoints: tuple[Criterion, ...]
    findings: tuple[Found, ...]
    history: History


def views(edition: Edition) -> Iterable[ItemView]:
    """One page for each item."""
    setting = edition.setting
    return (_view(item, around(edition, item), setting) for item in edition.plan.item_by_id.values())


def drafts(edition: Edition) -> Iterable[Draft]:
    """The same pages, each viewed only when its item's file, what is around it or the setting is another."""
    setting, marks = edition.setting, _marks()
    for item in edition.plan.item_by_id.values():
        near = around(edition, item)
        made_from = digest(setting.mark, item.path, item.record.text, *near.told(marks))
        yield Draft(item_page(item.id), made_from, partial(_view, item, near, setting))


def _marks() -> Callable[[Line], str]:
    """Digests of lines, each made once: an item has one line wherever it stands."""
    known: dict[str, str] = {}

    def mark(line: Line) -> str:
        found = known.get(line.id)
        if found is None:
            found = known[line.id] = digest(to_json(line))
        return found

    return mark


def _view(item: Item, near: Around, setting: Setting) -> ItemView:
    """The page, from these three alone: `drafts` relies on it when it takes a page from the last edition."""
    kin, said = near
    boxes, body = item.acceptance, item.body
    crumbs = [Crumb("Backlog", "backlog/index.html")]
    crumbs += [Crumb(above.title, item_page(above.id)) for above in reversed(kin.above)]
    return ItemView(
        head=Head(
            item_page(item.id), "backlog", item.title, _answer(item, kin.own[0], said, boxes), tuple(crumbs), item.path
        ),
        line=kin.own[0],
        facts=facts(setting, item, kin.above[0] if kin.above else None, said.stages),
        trial=_trial(item),
        body=body,
        mentions=setting.mentions(body),
        children=kin.children,
        tally=said.below,
        needs=kin.needs,
        missing=tuple(wanted for wanted in item.depends_on if wanted not in setting.items),
        needed_by=kin.needed_by,
        related=kin.related,
        acceptance=len(boxes),
        accepted=sum(box.done for box in boxes),
        criteria=said.criteria,
        checkpoints=said.checkpoints,
        findings=said.findings,
        history=said.history,
    )


def _answer(item: Item, own: Line, said: Said, boxes: tuple[Checkbox, ...]) -> str:
    if isinstance(item, Experiment) and item.outcome is not None:
        return sentence((f"{spoken(item.outcome)}: {item.learning or 'nothing is written about what was learned'}",))
    if isinstance(item, Spike) and item.answer:
        return sentence((f"Answered: {item.answer}",))
    below = said.below
    who = f"{spoken(item.status)}, owned by {own.owner}" if own.owner else f"{spoken(item.status)}"
    nobody = ", and nobody owns it" if said.open and not own.owner else ""
    done = sum(box.done for box in boxes)
    return sentence(
        (
            f"{who}{nobody}",
            f"it waits: {item.waiting_for}" if item.waiting_for and own.category == "waiting" else "",
            f"needs {listing(said.blockers)} first" if said.blockers else "",
            f"{below.done} of {count(below.items, 'item')} below it done" if below is not None and below.items else "",
            f"{done} of {len(boxes)} acceptance criteria met" if boxes and said.open else "",
        )
    )


def _trial(item: Item) -> Trial | None:
    if isinstance(item, Spike):
        return Trial(_rows({"Question": item.question, "Answer": item.answer}), "")
    if not isinstance(item, Experiment):
        return None
    belief = item.hypothesis
    rows: dict[str, str | None] = {}
    if belief is not None:
        rows = {
            "We believe": belief.belief,
            "Because": belief.because,
            "Metric": belief.metric,
            "Baseline": shown(belief.baseline) if belief.baseline is not None else None,
            "Threshold": target_words(belief.target),
            "Data": belief.data,
        }
    rows |= {
        "Runs": ", ".join(item.runs),
        "Result": shown(item.result) if item.result is not None else None,
        "Outcome": item.outcome,
        "Learned": item.learning,
        "Decision": item.decision,
    }
    return Trial(_rows(rows), item.outcome or "")


def _rows(pairs: dict[str, str | None]) -> tuple[Fact, ...]:
    return tuple(Fact(label, text) for label, text in pairs.items() if text)


PAGE = Page("item", "item.html", views, past=False, lazy=drafts)
