"""What was told of a reference and what DVC's program says of it in; how that stands in the end out."""

from posixpath import dirname, join, normpath

from backlogue.base.observation import Observation
from backlogue.evidence.data import read_yaml
from backlogue.evidence.dvc.measure import read_now
from backlogue.evidence.dvc.pipeline import Standing
from backlogue.evidence.dvc.record import read_pipeline
from backlogue.evidence.dvc.status import ask_remote, ask_standing, check_hosts, texts_in
from backlogue.evidence.options import text_of
from backlogue.evidence.source import Ask, Reference
from backlogue.world.git import run_git

PIPELINE = ("dvc.yaml", "dvc.lock")


def by_program(told: Observation, target: str, ask: Ask) -> Observation:
    """What only the program can tell. It may not go to a host on the way that is not allowed."""
    read = read_now(ask.root)
    folder = dirname(target)
    files = [join(folder, name) for name in PIPELINE] if not target.endswith(".dvc") else [target]
    trees = [read_yaml(text, file) for file in files if (text := read(file)) is not None]
    texts = [text for tree in trees for text in texts_in(tree)]
    imports = [text for name in texts if (text := read(f"{normpath(join(folder, name))}.dvc")) is not None]
    texts += [text for one in imports for text in texts_in(read_yaml(one, "a .dvc file"))]
    check_hosts(ask, [text for text in texts if " " not in text])
    pipeline = read_pipeline(folder, read) if not target.endswith(".dvc") else None
    outs = {part.path for stage in pipeline.locked.values() for part in stage.outs} if pipeline else set[str]()

    def kept(path: str) -> bool:
        return (path in outs or read(f"{path}.dvc") is not None) and not run_git(ask.root, "ls-files", "--", path)

    return judged(told, ask_standing(ask, target, kept))


def judged(told: Observation, found: Standing) -> Observation:
    """Stale wins over absent: a change that can be seen without the data is one."""
    if found.changes:
        return told._replace(value=None, kind="missing", reason="stale", detail=_some(found.changes, "; "))
    if found.absent:
        words = f"not here to be compared: {_some(found.absent, ', ')} (dvc pull)"
        return told._replace(value=None, kind="missing", reason="data-missing", detail=words)
    return told


def pushed(told: Observation, target: str, reference: Reference, ask: Ask) -> Observation:
    """What was told, if all of a target lies in the remote storage."""
    new, nowhere = ask_remote(ask, target, remote_of(reference) or "")
    if new:
        return told._replace(reason="stale", detail=f"not pushed: {_some(new, ', ')} (dvc push)")
    if nowhere:
        return told._replace(reason="data-missing", detail=f"neither here nor pushed: {_some(nowhere, ', ')}")
    return told._replace(state="pushed")


def remote_of(reference: Reference) -> str | None:
    """The remote storage to look in: its name, empty for the default one, None when that is not asked for."""
    written = reference.options.get("remote")
    if written is None or written is False:
        return None
    return "" if written is True else text_of(reference.options, "remote")


def _some(words: list[str] | tuple[str, ...], between: str) -> str:
    rest = len(words) - 5
    return between.join(words[:5]) + (f" and {rest} more" if rest > 0 else "")
