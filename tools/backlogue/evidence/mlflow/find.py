"""A store and a wish in; the run it means, or the data set or the value of that run, out."""

from collections.abc import Iterable, Iterator
from math import isnan

from backlogue.base.observation import DataSet, number
from backlogue.evidence.fault import Fault
from backlogue.evidence.mlflow.run import Point, Run, Store, last
from backlogue.evidence.mlflow.wish import ITEM_TAG, Wish
from backlogue.evidence.named import fits


def find_run(store: Store, registry: Store, wish: Wish) -> Run:
    """The run that is meant. Of several, only finished ones are chosen from while there is one."""
    if wish.of_model:
        return _named(store, _of_version(registry, wish))
    if wish.kind == "run":
        return _named(store, wish.name)
    experiment = None
    if wish.kind == "experiment":
        experiment = store.experiment(wish.name)
        if experiment is None:
            raise Fault("run-missing", f"there is no experiment {wish.name}")
    runs = store.runs(experiment, (ITEM_TAG, wish.name) if wish.kind == "item" else None)
    found = _latest(runs) if wish.pick == "latest" else _best(runs, wish)
    if found is None:
        among = f"tagged {ITEM_TAG}={wish.name}" if wish.kind == "item" else f"in the experiment {wish.name}"
        raise Fault("run-missing", f"there is no run {among}")
    return found


def find_point(store: Store, run: Run, wish: Wish) -> Point | None:
    """The value of the wish's metric that is asked for; None when the metric, or that step of it, was never logged."""
    if wish.step is None and wish.value == "last":
        return run.metrics.get(wish.metric)
    if wish.metric not in run.metrics:
        return None
    points = store.points(run.id, wish.metric)
    if wish.step is not None:
        at_step = [point for point in points if point.step == wish.step]
        return last(at_step) if at_step else None
    sense = wish.better if wish.value == "best" else wish.value
    return _extreme(points, sense == "max")


def find_data(run: Run, wish: Wish) -> DataSet:
    """The data set that the run used: of several the one asked for, else the only one; empty when that is open.

    Whether it is the right one is for who judges: a run that used only another is told with that other.
    """
    fitting = run.data
    if wish.data:
        fitting = tuple(each for each in fitting if fits(wish.data, each.name, each.digest)) or fitting
    if wish.split:
        fitting = tuple(each for each in fitting if each.split == wish.split) or fitting
    if len(fitting) == 1:
        return fitting[0]
    same = {(each.name, each.digest) for each in fitting}
    return DataSet(*same.pop()) if len(same) == 1 else DataSet()


def _of_version(registry: Store, wish: Wish) -> str:
    if wish.kind == "alias":
        version, words = registry.alias(wish.name, wish.part), f" with the alias {wish.part}"
    elif wish.kind == "version":
        version, words = registry.version(wish.name, wish.part), f" with the version {wish.part}"
    else:
        version, words = registry.latest(wish.name), " with any version"
    if version is None:
        raise Fault("run-missing", f"there is no model {wish.name}{words}")
    which = f"version {version.number} of the model {wish.name}"
    if version.status != "READY":
        reason = "run-failed" if version.status.startswith("FAILED") else "run-not-finished"
        raise Fault(reason, f"{which} is not ready ({version.status})")  # type: ignore[arg-type]
    if not version.run_id:
        raise Fault("run-missing", f"{which} does not say which run made it")
    return version.run_id


def _named(store: Store, run_id: str) -> Run:
    found = store.run(run_id)
    if found is None:
        raise Fault("run-missing", f"there is no run {run_id}")
    return found


def _latest(runs: Iterator[Run]) -> Run | None:
    """The finished run with the latest start; when none has finished, the latest of all, which then says why."""
    first: Run | None = None
    for run in runs:
        if run.status == "FINISHED":
            return run
        first = first or run
    return first


def _best(runs: Iterable[Run], wish: Wish) -> Run | None:
    """The finished run whose last value is best; NaN, infinity and a missing value are never best."""
    first: Run | None = None
    best: Run | None = None
    sign = 1 if wish.better == "max" else -1
    for run in runs:
        first = first if first and (first.status == "FINISHED" or run.status != "FINISHED") else run
        point = run.metrics.get(wish.metric)
        if run.status != "FINISHED" or point is None or number(point.value)[1] != "finite":
            continue
        if best is None or sign * point.value > sign * best.metrics[wish.metric].value:
            best = run
    return best or first


def _extreme(points: Iterable[Point], highest: bool) -> Point | None:
    """The highest or lowest point, of equals the earliest; NaN only when there is nothing else."""
    found: Point | None = None
    for point in sorted(points, key=lambda each: (each.step, each.at)):
        if found is None or isnan(found.value) or (point.value > found.value if highest else point.value < found.value):
            found = point
    return found
