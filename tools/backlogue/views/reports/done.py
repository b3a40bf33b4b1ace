"""The definition of done, item by item: each criterion's verdict, its value, its proof, and what was waived."""

from backlogue.model import Item
from backlogue.plan import Plan
from backlogue.plan.load import scope
from backlogue.views.checkpoints import checkpoints_part, promising
from backlogue.views.criteria_table import cases, matrix, summary
from backlogue.views.document import Document, Fact, Part
from backlogue.views.edition import Edition
from backlogue.views.judged import Judged, judged, sources_of
from backlogue.views.report import Report, Wish, in_order
from backlogue.views.words import count, sentence

TITLE = "Definition of done"


def write(edition: Edition, wish: Wish) -> Document:
    """Items in work and done ones; of a sprint those of its scope that were not dropped; of a choice all of them."""
    plan = edition.plan
    chosen = in_order(chosen_items(plan, wish))
    found = [one for item in chosen for one in judged(plan, edition.asking, item)]
    sprint = wish.sprint
    long = chosen if sprint is None else promising(edition, sprint)
    read = dict.fromkeys((*sources_of(plan, chosen), *sources_of(plan, long)))
    own = (*read, *((sprint.path,) if sprint is not None else ()))
    return Document(
        report="done",
        title=TITLE,
        subject=sprint.name if sprint is not None else wish.called or "All items in work and done",
        project=plan.project.name,
        as_of=edition.as_of,
        answer=answer(plan, found),
        facts=(
            Fact(
                "Items", f"{len({one.item.id for one in found})} of {len(chosen)} that a definition of done applies to"
            ),
            Fact("How it is judged", "from the plan files and the locks beside them; no source is asked"),
        ),
        parts=(
            Part("definitions", "By definition", tables=(summary(found),), empty="No definition of done applies here."),
            Part(
                "criteria", "Item by item", tables=(matrix(edition, found),), empty="No criterion is asked of any item."
            ),
            checkpoints_part(edition, long, sprint),
        ),
        cases=cases(plan, found),
        main="criteria",
        sources=own,
    )


def chosen_items(plan: Plan, wish: Wish) -> list[Item]:
    """The items that a wish is about; without one those in work and done, and any that names evidence."""
    if wish.items is not None:
        return list(wish.items)
    if wish.sprint is not None:
        taken = [plan.item_by_id[name] for name in scope(plan, wish.sprint) if name in plan.item_by_id]
        return [item for item in taken if plan.category(item) != "dropped"]
    return [
        item
        for item in plan.item_by_id.values()
        if plan.category(item) in ("doing", "waiting", "done") or (item.proofs and plan.category(item) != "dropped")
    ]


def answer(plan: Plan, found: list[Judged]) -> str:
    """For example: 3 done items lack a criterion that is asked of them; 41 of 47 criteria are met, 2 waived."""
    if not found:
        return "No definition of done applies to these items."
    lacking = {one.item.id for one in found if one.due and not one.good and plan.category(one.item) == "done"}
    closed = {one.item.id for one in found if plan.category(one.item) == "done"}
    met = sum(one.stand == "met" for one in found)
    waived = sum(one.stand == "waived" for one in found)
    verb = "lacks" if len(lacking) == 1 else "lack"
    head = f"{count(len(lacking), 'done item')} {verb} a criterion that is asked for" if lacking else ""
    whole = f"Every one of {count(len(closed), 'done item')} meets its definition of done"
    if len(closed) == 1:
        whole = "The one done item meets its definition of done"
    told = f"{met} of {count(len(found), 'criterion', 'criteria')} met{f', {waived} waived' if waived else ''}"
    return sentence((head or (whole if closed else "None of these items is done yet"), told))


REPORT = Report("done", "Items by criteria: verdict, value, proof, waivers.", write)
