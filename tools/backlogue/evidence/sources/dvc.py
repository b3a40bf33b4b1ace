"""DVC: the version of data, whether a pipeline is up to date, a metric or parameter now or at a revision."""

from collections.abc import Callable
from posixpath import basename, dirname, join, normpath
from time import monotonic

from backlogue.base.observation import DataSet, Observation
from backlogue.evidence.committed import last_change
from backlogue.evidence.content import allowed, read_content
from backlogue.evidence.data import read_yaml
from backlogue.evidence.dvc.compare import compare
from backlogue.evidence.dvc.measure import data_of, measure_at, measure_now, open_revision, read_now
from backlogue.evidence.dvc.pipeline import Place, Standing, chain, standing
from backlogue.evidence.dvc.record import Part, Pipeline, read_data, read_pipeline
from backlogue.evidence.dvc.status import ask_remote, ask_standing, check_hosts, texts_in
from backlogue.evidence.fault import Fault
from backlogue.evidence.options import flag_of, text_of
from backlogue.evidence.source import Ask, Reference, Source
from backlogue.world.git import run_git

_PIPELINE = ("dvc.yaml", "dvc.lock")


def observe(reference: Reference, ask: Ask) -> Observation:
    """What DVC's files say; the program is asked only for what they do not tell.

    `data/x.dvc`: the digest of the data. `dvc.yaml`: `up to date`, for one `stage` or all. Another file: the value
    under `metric` (or a parameter), at `rev` if one is given. `remote`: whether the data was pushed.
    """
    path = normpath(reference.locator) if reference.locator else ""
    try:
        allowed(ask.root, path)
        return _look(path)(path, reference, ask)._replace(where=path)
    except Fault as fault:
        return Observation(reason=fault.reason, detail=fault.detail, where=path)


def _look(path: str) -> Callable[[str, Reference, Ask], Observation]:
    if path.endswith(".dvc"):
        return _data
    return _pipeline if basename(path) in _PIPELINE else _measure


def _data(path: str, reference: Reference, ask: Ask) -> Observation:
    """The digest that a `.dvc` file records, if the data beside it still is that version."""
    content = read_content(ask.root, path)
    part = _one_of(read_data(path, read_now(ask.root)), path, text_of(reference.options, "out"))
    version = part.md5 or part.mark
    if not version:
        raise Fault("metric-missing", f"{path} records no version of {part.path}: dvc add")
    change = last_change(ask.root, (path,))
    told = Observation(version, "text", at=change.at, commit=change.commit, dataset=DataSet(path, version))
    told = told._replace(digest=content.digest, state="committed" if change.commit else "not committed")
    if _remote(reference) is not None:
        return _pushed(told, path, reference, ask)
    if not flag_of(reference.options, "compare", True):
        return told
    state = compare(ask.root, part, monotonic() + ask.seconds)
    if state == "absent":
        if run_git(ask.root, "ls-files", "--", f":(literal){part.path}"):
            raise Fault("stale", f"{part.path} is in git and is gone")
        words = f"{part.path} is not here to be compared: dvc pull, or say compare: false"
        return told._replace(reason="data-missing", detail=words)
    if state == "modified":
        return told._replace(reason="stale", detail=f"{part.path} was modified since: dvc add {part.path}")
    return _by_program(told, path, ask) if state == "unclear" else told


def _pipeline(path: str, reference: Reference, ask: Ask) -> Observation:
    """Whether a stage, and all before it, are up to date."""
    read, folder, stage = read_now(ask.root), dirname(path), text_of(reference.options, "stage")
    pipeline = read_pipeline(folder, read)
    names = _named(pipeline, stage)
    change = last_change(ask.root, (join(folder, "dvc.lock"),))
    outs = [part.path for name in names if name in pipeline.locked for part in pipeline.locked[name].outs]
    wanted = text_of(reference.options, "data")
    known = (data_of(pipeline, out, wanted) for out in outs)
    data = next((one for one in known if one.digest), DataSet())
    told = Observation("up to date", "text", at=change.at, commit=change.commit, dataset=data)
    told = told._replace(checks=(("stages", float(len(names))),))
    target = f"{join(folder, 'dvc.yaml')}:{stage}" if stage else join(folder, "dvc.yaml")
    if _remote(reference) is not None:
        return _pushed(told, target, reference, ask)
    found = standing(Place(ask.root, read, monotonic() + ask.seconds), pipeline, names)
    if found.unclear and not found.changes:
        return _by_program(told, target, ask)
    return _judged(told, found)


def _measure(path: str, reference: Reference, ask: Ask) -> Observation:
    metric, rev = text_of(reference.options, "metric"), text_of(reference.options, "rev")
    data = text_of(reference.options, "data")
    if not metric:
        raise Fault("bad-reference", "metric must say which value of the file: metric: eval.recall")
    if not rev:
        return measure_now(ask.root, path, metric, data)
    return measure_at(ask.root, path, metric, data, open_revision(ask.root, rev))


def _by_program(told: Observation, target: str, ask: Ask) -> Observation:
    """What only the program can tell. It may not go to a host on the way that is not allowed."""
    read = read_now(ask.root)
    folder = dirname(target)
    files = [join(folder, name) for name in _PIPELINE] if not target.endswith(".dvc") else [target]
    trees = [read_yaml(text, file) for file in files if (text := read(file)) is not None]
    texts = [text for tree in trees for text in texts_in(tree)]
    imports = [text for name in texts if (text := read(f"{normpath(join(folder, name))}.dvc")) is not None]
    texts += [text for one in imports for text in texts_in(read_yaml(one, "a .dvc file"))]
    check_hosts(ask, [text for text in texts if " " not in text])
    pipeline = read_pipeline(folder, read) if not target.endswith(".dvc") else None
    outs = {part.path for stage in pipeline.locked.values() for part in stage.outs} if pipeline else set[str]()

    def kept(path: str) -> bool:
        return (path in outs or read(f"{path}.dvc") is not None) and not run_git(ask.root, "ls-files", "--", path)

    return _judged(told, ask_standing(ask, target, kept))


def _judged(told: Observation, found: Standing) -> Observation:
    """Stale wins over absent: a change that can be seen without the data is one."""
    if found.changes:
        return told._replace(value=None, kind="missing", reason="stale", detail=_some(found.changes, "; "))
    if found.absent:
        words = f"not here to be compared: {_some(found.absent, ', ')} (dvc pull)"
        return told._replace(value=None, kind="missing", reason="data-missing", detail=words)
    return told


def _pushed(told: Observation, target: str, reference: Reference, ask: Ask) -> Observation:
    new, nowhere = ask_remote(ask, target, _remote(reference) or "")
    if new:
        return told._replace(reason="stale", detail=f"not pushed: {_some(new, ', ')} (dvc push)")
    if nowhere:
        return told._replace(reason="data-missing", detail=f"neither here nor pushed: {_some(nowhere, ', ')}")
    return told._replace(state="pushed")


def _remote(reference: Reference) -> str | None:
    """The remote storage to look in: its name, empty for the default one, None when that is not asked for."""
    written = reference.options.get("remote")
    if written is None or written is False:
        return None
    return "" if written is True else text_of(reference.options, "remote")


def _one_of(parts: tuple[Part, ...], path: str, wanted: str) -> Part:
    chosen = [part for part in parts if not wanted or wanted in (part.path, basename(part.path))]
    if len(chosen) == 1:
        return chosen[0]
    if wanted and not chosen:
        raise Fault("metric-missing", f"{path} records no {wanted}")
    raise Fault("bad-reference", f"{path} records {len(parts)} files: say which with out")


def _named(pipeline: Pipeline, stage: str) -> list[str]:
    known = pipeline.written.keys() | pipeline.locked.keys()
    if stage and stage not in known:
        raise Fault("bad-reference", f"there is no stage {stage}; there are {', '.join(sorted(pipeline.written))}")
    names = chain(pipeline, stage)
    if not names:
        raise Fault("metric-missing", "dvc.yaml has no stages")
    return names


def _some(words: list[str] | tuple[str, ...], between: str) -> str:
    rest = len(words) - 5
    return between.join(words[:5]) + (f" and {rest} more" if rest > 0 else "")


SOURCE = Source("dvc", frozenset({"stage", "metric", "rev", "remote", "out", "compare"}), observe)
