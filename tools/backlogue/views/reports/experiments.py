"""The ledger of experiments: what was tried, what it cost, what it showed against its threshold, what was learned."""

from backlogue.plan.load import scope
from backlogue.views.document import Cell, Column, Document, Fact, Part, Table
from backlogue.views.edition import Edition
from backlogue.views.judged import sources_of
from backlogue.views.ledger import Harvest, ledger, percent, summary
from backlogue.views.report import Report, Wish, experiments_of
from backlogue.views.trials import next_part, trials_part
from backlogue.views.words import sentence


def write(edition: Edition, wish: Wish) -> Document:
    """Every experiment, or those of a sprint or of a choice."""
    plan = edition.plan
    only = None
    if wish.items is not None:
        only = [item.id for item in wish.items]
    elif wish.sprint is not None:
        planned = [item.id for item in plan.checkpointed_in(wish.sprint.id)]
        only = [*scope(plan, wish.sprint), *planned]
    book = ledger(plan, edition.lives, only)
    shared = percent(book.share) if book.share is not None else "not known: no sprint with an experiment is over"
    items = experiments_of([plan.item_by_id[one.id] for one in book.trials])
    return Document(
        report="experiments",
        title="Experiments",
        subject=wish.sprint.name if wish.sprint is not None else wish.called or "All experiments",
        project=plan.project.name,
        as_of=edition.as_of,
        answer=sentence((summary(book),)),
        facts=(
            Fact("Learning yield", f"{shared}; experiments decided in a sprint / experiments run in it"),
            Fact("Cost", "working days, first and last included; which source tells them stands beside each"),
        ),
        parts=(
            trials_part(edition, book.trials),
            Part("yield", "Learning yield by sprint", tables=(_yield(book.harvests),), empty="No sprint ran one yet."),
            next_part(edition, book.trials),
        ),
        main="experiments",
        sources=sources_of(plan, items),
    )


def _yield(harvests: tuple[Harvest, ...]) -> Table:
    columns = (
        Column("sprint", "Sprint", wide=True), Column("ran", "Run", right=True),
        Column("decided", "Decided", right=True), Column("yield", "Yield", right=True),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(f"{one.name}{', running' if one.running else ''}", one.sprint), Cell(str(len(one.ran)), len(one.ran)),
            Cell(str(len(one.decided)), len(one.decided)), Cell(percent(one.share), one.share),
        )
        for one in harvests
    )  # fmt: skip
    return Table("yield", "Learning yield", columns, rows)


REPORT = Report("experiments", "What was tried, its cost, what it showed, what was learned.", write, past=True)
