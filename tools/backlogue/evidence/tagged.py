"""The project's MLflow store in; the runs that bear an item's id as a tag out, and those among them nobody named.

A data scientist tags a run with `backlog.item`; that the item does not speak of it is worth a suggestion.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from typing import NamedTuple

from backlogue.base.observation import Observation
from backlogue.evidence.answer import utc
from backlogue.evidence.fault import Fault
from backlogue.evidence.mlflow.open import open_store
from backlogue.evidence.mlflow.run import Store
from backlogue.evidence.mlflow.wish import ITEM_TAG
from backlogue.evidence.secret import cleaned, secrets_of
from backlogue.evidence.source import Ask


class Tagged(NamedTuple):
    """A run that says it belongs to an item: `locator` is how a reference names it, `at` its end (or start) in UTC."""

    item: str
    locator: str
    state: str
    at: str
    where: str


def tagged_runs(ask: Ask) -> tuple[tuple[Tagged, ...], str]:
    """Every tagged run that is not deleted, by item and time; with a sentence that says why when none can be told."""
    try:
        with closing(open_store(ask, "")) as store:
            return tuple(sorted(_tagged(store), key=lambda run: (run.item, run.at, run.locator))), ""
    except Fault as fault:
        return (), fault.detail


def suggested(ask: Ask, named: Mapping[str, Collection[str]]) -> tuple[tuple[Tagged, ...], str]:
    """The runs that `named` items bear and do not name; with a sentence where a store is set up and cannot be asked.

    An item that names its runs by their tag (`mlflow: item`) names them all. Nothing said is secret.
    """
    asking = {item: locators for item, locators in named.items() if "item" not in map(_id, locators)}
    secrets = secrets_of(ask.environment)
    try:
        with closing(open_store(ask, "")) as store:
            runs = sorted(_tagged(store), key=lambda run: (run.item, run.at, run.locator))
    except Fault as fault:
        detail = cleaned(Observation(detail=fault.detail), secrets).detail
        return (), "" if fault.reason == "not-configured" else detail
    return tuple(_told(run, secrets) for run in unnamed(runs, asking)), ""


def _told(run: Tagged, secrets: Collection[str]) -> Tagged:
    said = cleaned(Observation(where=run.where, at=run.at, state=run.state), secrets)
    return run._replace(where=said.where, at=said.at, state=said.state)


def unnamed(runs: Iterable[Tagged], named: Mapping[str, Collection[str]]) -> tuple[Tagged, ...]:
    """The runs that their item, known by its id in `named`, does not name in any of its locators.

    A locator is a run's id, with or without `mlflow:` and `runs:/`. Runs of items that `named` does not know are
    left out.
    """
    ids = {item: {_id(each) for each in locators} for item, locators in named.items()}
    return tuple(run for run in runs if run.item in ids and run.locator not in ids[run.item])


def _tagged(store: Store) -> list[Tagged]:
    return [
        Tagged(run.tags[ITEM_TAG], run.id, run.status, utc(run.end or run.start), store.link(run))
        for run in store.runs(None, (ITEM_TAG, None))
    ]


def _id(locator: str) -> str:
    return locator.strip().removeprefix("mlflow:").removeprefix("runs:/").strip("/")
