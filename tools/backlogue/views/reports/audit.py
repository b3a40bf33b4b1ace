"""For one model: from requirement through data, runs, evaluation, approvals and waivers to release, and the gaps."""

from backlogue.model import Item
from backlogue.plan import Plan
from backlogue.views.chain import data_part, evaluation_part, requirements_part, runs_part
from backlogue.views.criteria_table import cases
from backlogue.views.document import Document, Fact, Part, Point
from backlogue.views.edition import Edition
from backlogue.views.judged import Judged, judged, sources_of
from backlogue.views.release import approvals_part, release_part, waivers_part
from backlogue.views.report import Report, Wish, in_order
from backlogue.views.words import count, sentence, spoken


def write(edition: Edition, wish: Wish) -> Document:
    """The chain of one model, in the order in which a reader of compliance asks."""
    assert wish.items is not None
    plan, items = edition.plan, in_order(list(wish.items))
    found = [one for item in items for one in judged(plan, edition.asking, item, besides=True)]
    links = (
        requirements_part(edition, items),
        data_part(edition, items, found),
        runs_part(edition, items, found),
        evaluation_part(edition, items, found),
        approvals_part(edition, found),
        waivers_part(edition, found),
        release_part(edition, items, wish.head),
    )
    gaps = _gaps(plan, items, found, links)
    return Document(
        report="audit",
        title="Audit of a model",
        subject=wish.called,
        project=plan.project.name,
        as_of=edition.as_of,
        answer=_answer(plan, wish.head, gaps, links),
        facts=(
            Fact("Items", ", ".join(item.id for item in items)),
            Fact("How it is told", "from the plan files, the locks beside them and git; no source is asked"),
            *((Fact("History", edition.untold),) if edition.timeline is None and edition.untold else ()),
        ),
        parts=(Part("gaps", "Gaps", points=gaps, empty="No link of the chain is missing."), *links),
        cases=cases(plan, [one for one in found if one.asked_by]),
        main="evaluation",
        sources=sources_of(plan, items),
    )


def chain_of(plan: Plan, head: Item) -> tuple[Item, ...]:
    """A model's items: all below it, what these need, what led to them or is related; none dropped."""
    own = [head, *plan.descendants(head.id)]
    found = {item.id: item for item in own}
    waiting = list(own)
    while waiting:
        for other in plan.dependencies(waiting.pop()):
            if other.id not in found:
                found[other.id] = other
                waiting.append(other)
    core = set(found)
    for item in plan.item_by_id.values():
        names = {*item.relates_to, *getattr(item, "leads_to", ())}
        if names & core or any(item.id in plan.item_by_id[one].relates_to for one in core):
            found.setdefault(item.id, item)
    return tuple(item for item in found.values() if item.id == head.id or plan.category(item) != "dropped")


def _answer(plan: Plan, head: Item | None, gaps: tuple[Point, ...], links: tuple[Part, ...]) -> str:
    # What git tells of open work is no release yet.
    under_way = head is not None and plan.category(head) != "done"
    whole = sum(not part.bare for part in links if part.name not in ("waivers", "release" if under_way else ""))
    told = f"{whole} of {len(links) - 1} links of the chain are recorded"
    release = f"not released: its item is {spoken(head.status).lower()}" if head is not None and under_way else ""
    open_ = sum(gap.mark == "todo" for gap in gaps)
    rest = f"{count(open_, 'criterion', 'criteria')} of open work still to meet" if open_ else ""
    return sentence((told, release, count(len(gaps) - open_, "gap") if len(gaps) > open_ else "no gap", rest))


def _gaps(plan: Plan, items: list[Item], found: list[Judged], links: tuple[Part, ...]) -> tuple[Point, ...]:
    """Links with nothing recorded, criteria that done work lacks, evidence that is in doubt."""
    gaps = [Point(part.empty, part.title, "error") for part in links if part.bare and part.name != "waivers"]
    if not any(one.digest for one in found) and not any(gap.label == "Data" for gap in gaps):
        gaps.append(Point("named, and no evidence records the version of it", "Data", "error"))
    for one in found:
        label = f"{one.item.id} {one.name}"
        if one.due and not one.good and plan.category(one.item) == "done":
            gaps.append(Point(f"done, and {one.word}{f': {one.why}' if one.why else ''}", label, "error"))
        elif one.due and not one.good and plan.is_open(one.item):
            gaps.append(Point(f"still to meet: {one.text}{f' ({one.why})' if one.why else ''}", label, "todo"))
        elif one.suspect:
            gaps.append(Point(f"changed since it was read: {', '.join(one.suspect)}", label, "waiting"))
    for item in items:
        unmet = sum(not box.done for box in item.acceptance)
        if unmet and plan.category(item) == "done":
            gaps.append(
                Point(
                    f"done with {count(unmet, 'open acceptance criterion', 'open acceptance criteria')}",
                    item.id,
                    "error",
                )
            )
    return tuple(gaps)


REPORT = Report("audit", "One model from requirement to release, with every gap.", write, "model", True)
