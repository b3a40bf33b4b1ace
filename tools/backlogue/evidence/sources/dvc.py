"""DVC: the version of data, whether a pipeline is up to date, a metric or parameter now or at a revision."""

from collections.abc import Callable
from posixpath import basename, dirname, join, normpath
from time import monotonic
from typing import TypeAlias

from backlogue.base.observation import DataSet, Observation
from backlogue.evidence.content import allowed
from backlogue.evidence.dvc.judged import PIPELINE, by_program, judged, pushed, remote_of
from backlogue.evidence.dvc.measure import data_of, measure_at, measure_now, open_revision, read_now
from backlogue.evidence.dvc.pipeline import Place, chain, standing
from backlogue.evidence.dvc.record import Pipeline, read_data, read_pipeline
from backlogue.evidence.dvc.version import compared, one_of, version_of
from backlogue.evidence.fault import Fault
from backlogue.evidence.options import text_of
from backlogue.evidence.source import Ask, Reference, Source

OPTIONS = frozenset({"stage", "metric", "rev", "remote", "out", "compare"})
Look: TypeAlias = Callable[[str, Reference, Ask], Observation]


def observe(reference: Reference, ask: Ask) -> Observation:
    """What DVC's files say; the program is asked only for what they do not tell.

    `data/x.dvc`: the digest of the data. `dvc.yaml`: `up to date`, for one `stage` or all; with `out`, the digest of
    what a stage wrote. Another file: the value under `metric` (or a parameter), at `rev` if one is given. `remote`:
    whether the data was pushed.
    """
    path = normpath(reference.locator) if reference.locator else ""
    try:
        allowed(ask.root, path)
        return _look(path, reference)(path, reference, ask)._replace(where=path)
    except Fault as fault:
        return Observation(reason=fault.reason, detail=fault.detail, where=path)


def _look(path: str, reference: Reference) -> Look:
    if path.endswith(".dvc"):
        return _fitting(reference, {"out", "compare", "remote"}, "data", _data)
    if basename(path) not in PIPELINE:
        return _fitting(reference, {"metric", "rev"}, "a file of values", _measure)
    if reference.options.get("out") is not None:
        return _fitting(reference, {"stage", "out", "compare", "remote"}, "what a stage wrote", _output)
    return _fitting(reference, {"stage", "remote"}, "a pipeline", _pipeline)


def _fitting(reference: Reference, options: set[str], what: str, look: Look) -> Look:
    """`look`, if no option of another kind of file is written, which would be passed over in silence."""
    for name in sorted(OPTIONS - options):
        if reference.options.get(name) is not None:
            known = ", ".join(sorted(options))
            raise Fault("bad-reference", f"{name} does not go with {what} ({reference.locator}), but {known} do")
    return look


def _data(path: str, reference: Reference, ask: Ask) -> Observation:
    """The digest that a `.dvc` file records, if the data beside it still is that version."""
    part = one_of(read_data(path, read_now(ask.root)), path, text_of(reference.options, "out"))
    told = version_of(part, path, DataSet(path), ask)
    if remote_of(reference) is not None:
        return pushed(told, path, reference, ask)
    told, state = compared(told, part, reference, ask, f"dvc add {part.path}")
    return by_program(told, path, ask) if state == "unclear" else told


def _output(path: str, reference: Reference, ask: Ask) -> Observation:
    """The digest that dvc.lock records of what a stage wrote, such as a model, if that still is this version."""
    lock, stage = join(dirname(path), "dvc.lock"), text_of(reference.options, "stage")
    pipeline = read_pipeline(dirname(path), read_now(ask.root))
    parts = tuple(part for name, one in pipeline.locked.items() if stage in ("", name) for part in one.outs)
    part = one_of(parts, lock, text_of(reference.options, "out"))
    wanted = text_of(reference.options, "data")
    data = data_of(pipeline, part.path, wanted) if wanted else DataSet(part.path)
    told = version_of(part, lock, data, ask)
    if remote_of(reference) is not None:
        return pushed(told, part.path, reference, ask)
    told, state = compared(told, part, reference, ask, "dvc repro")
    if state == "unclear":
        words = f"{part.path} cannot be compared here: say compare: false"
        return told._replace(reason="data-missing", detail=words)
    return told


def _pipeline(path: str, reference: Reference, ask: Ask) -> Observation:
    """Whether a stage, and all before it, are up to date."""
    read, folder, stage = read_now(ask.root), dirname(path), text_of(reference.options, "stage")
    pipeline = read_pipeline(folder, read)
    names = _named(pipeline, stage)
    change = ask.last_change(join(folder, "dvc.lock"))
    outs = [part.path for name in names if name in pipeline.locked for part in pipeline.locked[name].outs]
    wanted = text_of(reference.options, "data")
    known = (data_of(pipeline, out, wanted) for out in outs)
    data = next((one for one in known if one.digest), DataSet())
    told = Observation("up to date", "text", at=change.at, commit=change.commit, dataset=data)
    told = told._replace(checks=(("stages", float(len(names))),))
    target = f"{join(folder, 'dvc.yaml')}:{stage}" if stage else join(folder, "dvc.yaml")
    if remote_of(reference) is not None:
        return pushed(told, target, reference, ask)
    found = standing(Place(ask.root, read, monotonic() + ask.seconds), pipeline, names)
    if found.unclear and not found.changes:
        return by_program(told, target, ask)
    return judged(told, found)


def _measure(path: str, reference: Reference, ask: Ask) -> Observation:
    metric, rev = text_of(reference.options, "metric"), text_of(reference.options, "rev")
    data = text_of(reference.options, "data")
    if not metric:
        raise Fault("bad-reference", "metric must say which value of the file: metric: eval.recall")
    if not rev:
        return measure_now(ask, path, metric, data)
    return measure_at(ask.root, path, metric, data, open_revision(ask.root, rev))


def _named(pipeline: Pipeline, stage: str) -> list[str]:
    known = pipeline.written.keys() | pipeline.locked.keys()
    if stage and stage not in known:
        raise Fault("bad-reference", f"there is no stage {stage}; there are {', '.join(sorted(pipeline.written))}")
    names = chain(pipeline, stage)
    if not names:
        raise Fault("metric-missing", "dvc.yaml has no stages")
    return names


SOURCE = Source("dvc", OPTIONS, observe)
