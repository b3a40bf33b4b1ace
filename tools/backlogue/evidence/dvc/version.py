"""A recorded file or folder in; its version, and whether what lies in the project still is that version, out."""

from posixpath import basename
from time import monotonic

from backlogue.base.observation import DataSet, Observation
from backlogue.evidence.content import read_content
from backlogue.evidence.dvc.compare import State, compare
from backlogue.evidence.dvc.record import Part
from backlogue.evidence.fault import Fault
from backlogue.evidence.options import flag_of
from backlogue.evidence.source import Ask, Reference
from backlogue.world.git import run_git


def version_of(part: Part, record: str, data: DataSet, ask: Ask) -> Observation:
    """The version that a file of DVC records; of the data set itself where that is named and has no digest yet."""
    version = part.md5 or part.mark
    if not version:
        raise Fault("metric-missing", f"{record} records no version of {part.path}: dvc add")
    change = ask.last_change(record)
    data = data._replace(digest=version) if data.name and not data.digest else data
    told = Observation(version, "text", at=change.at, commit=change.commit, dataset=data)
    digest = read_content(ask.root, record).digest
    return told._replace(digest=digest, state="committed" if change.commit else "not committed")


def compared(told: Observation, part: Part, reference: Reference, ask: Ask, mend: str) -> tuple[Observation, State]:
    """What is told, unless what lies in the project is no longer that version."""
    if not flag_of(reference.options, "compare", True):
        return told, "same"
    state = compare(ask.root, part, monotonic() + ask.seconds)
    if state == "absent":
        if run_git(ask.root, "ls-files", "--", f":(literal){part.path}"):
            raise Fault("stale", f"{part.path} is in git and is gone")
        words = f"{part.path} is not here to be compared: dvc pull, or say compare: false"
        told = told._replace(reason="data-missing", detail=words)
    if state == "modified":
        told = told._replace(reason="stale", detail=f"{part.path} was modified since: {mend}")
    return told, state


def one_of(parts: tuple[Part, ...], path: str, wanted: str) -> Part:
    """The part that is wanted, by its path or name; the only one where none is."""
    chosen = [part for part in parts if not wanted or wanted in (part.path, basename(part.path))]
    if len(chosen) == 1:
        return chosen[0]
    if wanted and not chosen:
        raise Fault("metric-missing", f"{path} records no {wanted}")
    raise Fault("bad-reference", f"{path} records {len(parts)} files: say which with out")
