"""What `evidence collect` and `verify` say besides verdicts: runs that items could name, plug-ins that are not used."""

from collections.abc import Iterable

from backlogue.evidence.registry import faults
from backlogue.evidence.source import Ask
from backlogue.evidence.tagged import suggested
from backlogue.model import Item
from backlogue.model.item import Experiment
from backlogue.plan import Plan
from backlogue.views.evidence import Suggestion


def notes(
    plan: Plan, items: Iterable[Item], ask: Ask, found: Iterable[tuple[str, str]]
) -> tuple[tuple[Suggestion, ...], tuple[str, ...]]:
    """Runs of the project's MLflow that bear the tag of one of the items and are not named there; other notes.

    `found` are ids of items with where their evidence was found just now. A run to which an alias leads, or led when
    it was locked, is named by that.
    """
    held = {item.id: item for item in items if plan.item_by_id.get(item.id) is item}
    runs, trouble = suggested(ask, {name: named_runs(item) for name, item in held.items()})
    locked = {(name, one.seen.where) for name, item in held.items() for one in plan.observations(item).values()}
    led = locked.union(found)
    told = tuple(
        Suggestion(run.item, run.locator, run.state, run.at, run.where, isinstance(held[run.item], Experiment))
        for run in runs
        if (run.item, run.where) not in led
    )
    untold = (f"runs tagged with an item could not be looked for: {trouble}",) if trouble else ()
    return told, (*untold, *faults())


def named_runs(item: Item) -> list[str]:
    """The runs of MLflow that an item names, under `runs` or as evidence."""
    under = list(item.runs) if isinstance(item, Experiment) else []
    proofs = [(proof.model_extra or {}).get("mlflow") for proof in item.proofs.values()]
    return [*under, *(one for one in proofs if isinstance(one, str))]
