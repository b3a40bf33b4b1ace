"""An item's page: where it stands, what it says, what it is part of, what it needs and what needs it."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.model import Item
from backlogue.model.item import Experiment, Spike
from backlogue.parse import Checkbox
from backlogue.views.edition import Edition
from backlogue.views.facts import Fact, facts, target_words
from backlogue.views.found import Found, found
from backlogue.views.history import History, history
from backlogue.views.line import Line
from backlogue.views.page import Crumb, Head, Page
from backlogue.views.proof import Criterion, checkpoints, criteria
from backlogue.views.tally import Tally, tally
from backlogue.views.words import count, figure, listing, sentence, spoken


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
    return (_item(edition, item) for item in edition.plan.item_by_id.values())


def _item(edition: Edition, item: Item) -> ItemView:
    plan = edition.plan
    children = plan.children(item.id)
    below = tally(plan, plan.descendants(item.id)) if children else None
    needs = plan.dependencies(item)
    boxes, path, body = item.acceptance, item.path, item.body
    own = edition.line(item)
    crumbs = [Crumb("Backlog", "backlog/index.html")]
    crumbs += [Crumb(above.title, f"items/{above.id}.html") for above in reversed(plan.ancestors(item))]
    answer = _answer(edition, item, own, below, boxes)
    return ItemView(
        head=Head(f"items/{item.id}.html", "backlog", item.title, answer, tuple(crumbs), path),
        line=own,
        facts=facts(edition, item),
        trial=_trial(item),
        body=body,
        mentions=edition.mentions(body),
        children=edition.lines(children),
        tally=below,
        needs=edition.lines(needs),
        missing=tuple(wanted for wanted in item.depends_on if wanted not in plan.item_by_id),
        needed_by=edition.lines(plan.dependents(item.id)),
        related=edition.lines(_related(edition, item)),
        acceptance=len(boxes),
        accepted=sum(box.done for box in boxes),
        criteria=criteria(edition, item),
        checkpoints=checkpoints(edition, item),
        findings=found(edition, edition.by_path.get(path, ())),
        history=history(edition, item.id),
    )


def _related(edition: Edition, item: Item) -> list[Item]:
    names = dict.fromkeys((*item.relates_to, *(item.leads_to if isinstance(item, Experiment) else ())))
    return [edition.plan.item_by_id[name] for name in names if name in edition.plan.item_by_id]


def _answer(edition: Edition, item: Item, own: Line, below: Tally | None, boxes: tuple[Checkbox, ...]) -> str:
    if isinstance(item, Experiment) and item.outcome is not None:
        return sentence((f"{spoken(item.outcome)}: {item.learning or 'nothing is written about what was learned'}",))
    if isinstance(item, Spike) and item.answer:
        return sentence((f"Answered: {item.answer}",))
    open_ = edition.plan.is_open(item)
    who = f"{spoken(item.status)}, owned by {own.owner}" if own.owner else f"{spoken(item.status)}"
    nobody = ", and nobody owns it" if open_ and not own.owner else ""
    done = sum(box.done for box in boxes)
    blockers = [other.id for other in edition.plan.blockers(item)]
    return sentence(
        (
            f"{who}{nobody}",
            f"it waits: {item.waiting_for}" if item.waiting_for and own.category == "waiting" else "",
            f"needs {listing(blockers)} first" if blockers else "",
            f"{below.done} of {count(below.items, 'item')} below it done" if below is not None and below.items else "",
            f"{done} of {len(boxes)} acceptance criteria met" if boxes and open_ else "",
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
            "Baseline": figure(belief.baseline) if belief.baseline is not None else None,
            "Threshold": target_words(belief.target),
            "Data": belief.data,
        }
    rows |= {
        "Runs": ", ".join(item.runs),
        "Result": figure(item.result) if item.result is not None else None,
        "Outcome": item.outcome,
        "Learned": item.learning,
        "Decision": item.decision,
    }
    return Trial(_rows(rows), item.outcome or "")


def _rows(pairs: dict[str, str | None]) -> tuple[Fact, ...]:
    return tuple(Fact(label, text) for label, text in pairs.items() if text)


PAGE = Page("item", "item.html", views, past=False)
