"""MLflow: a run's metric, parameter, tag or end, from a tracking server, a SQLite database or an `mlruns` folder."""

from contextlib import ExitStack, closing

from backlogue.base.observation import Observation, Reason, number
from backlogue.evidence.answer import utc
from backlogue.evidence.fault import Fault
from backlogue.evidence.mlflow.find import find_data, find_point, find_run
from backlogue.evidence.mlflow.open import open_store
from backlogue.evidence.mlflow.run import Run, Store
from backlogue.evidence.mlflow.wish import OPTIONS, Wish, read_wish
from backlogue.evidence.options import text_of
from backlogue.evidence.source import Ask, Reference, Source

_ENDS: dict[str, tuple[Reason, str]] = {
    "RUNNING": ("run-not-finished", "is still running"),
    "SCHEDULED": ("run-not-finished", "has not started"),
    "FAILED": ("run-failed", "failed"),
    "KILLED": ("run-failed", "was killed"),
}


def observe(reference: Reference, ask: Ask) -> Observation:
    """What MLflow says about a reference: the value it asks for, or the run's status when it asks for the run alone."""
    where = ""
    try:
        wish = read_wish(reference)
        with ExitStack() as opened:
            store = opened.enter_context(closing(open_store(ask, text_of(reference.options, "tracking_uri"))))
            where = store.address
            return _observed(store, _registry(reference, ask, wish, store, opened), wish)
    except Fault as fault:
        return Observation(reason=fault.reason, detail=fault.detail, where=where)


def _registry(reference: Reference, ask: Ask, wish: Wish, store: Store, opened: ExitStack) -> Store:
    """Where models are registered: with the runs, unless the environment names another place."""
    if not wish.of_model or not ask.environment.get("MLFLOW_REGISTRY_URI"):
        return store
    return opened.enter_context(closing(open_store(ask, text_of(reference.options, "tracking_uri"), models=True)))


def _observed(store: Store, registry: Store, wish: Wish) -> Observation:
    run = find_run(store, registry, wish)
    told = _frame(store, run)
    if run.deleted:
        told = told._replace(reason="run-deleted", detail=f"the run {run.id} was deleted")
    elif run.status != "FINISHED":
        reason, words = _ENDS.get(run.status, ("run-not-finished", f"has the status {run.status}"))
        told = told._replace(reason=reason, detail=f"the run {run.id} {words}")
    else:
        try:
            told = _valued(store, run, wish, told._replace(dataset=find_data(run, wish)))
        except Fault as fault:
            told = told._replace(reason=fault.reason, detail=fault.detail)
    return told._replace(digest=store.digest())


def _frame(store: Store, run: Run) -> Observation:
    """All that is known of a run besides the value."""
    times = (("started", run.start), ("ended", run.end))
    return Observation(
        where=store.link(run),
        at=utc(run.end or run.start),
        state=run.status,
        commit=run.tags.get("mlflow.source.git.commit", ""),
        checks=tuple((name, at / 1000) for name, at in times if at),
    )


def _valued(store: Store, run: Run, wish: Wish, told: Observation) -> Observation:
    if wish.metric:
        point = find_point(store, run, wish)
        if point is None:
            step = "" if wish.step is None else f" at step {wish.step}"
            return told._replace(reason="metric-missing", detail=f"the run never logged {wish.metric}{step}")
        value, kind = number(point.value)
        checks = (*told.checks, ("step", float(point.step)))
        return told._replace(value=value, kind=kind, at=utc(point.at), checks=checks)
    name, kept = (wish.param, run.params) if wish.param else (wish.tag, run.tags)
    if not name:
        return told._replace(value=run.status, kind="text")
    if name not in kept:
        word = "parameter" if wish.param else "tag"
        return told._replace(reason="metric-missing", detail=f"the run has no {word} {name}")
    return told._replace(value=kept[name], kind="text")


SOURCE = Source("mlflow", OPTIONS, observe)
