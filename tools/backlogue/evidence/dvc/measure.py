"""A metrics or parameters file in, now or at a revision; the value it holds, and the data it was made from, out."""

from hashlib import md5, sha256
from pathlib import Path
from posixpath import dirname, join
from typing import NamedTuple

from backlogue.base.observation import DataSet, Observation
from backlogue.evidence.committed import iso
from backlogue.evidence.content import read_content
from backlogue.evidence.data import read_tree
from backlogue.evidence.dvc.pipeline import chain
from backlogue.evidence.dvc.record import Part, Pipeline, Read, read_pipeline
from backlogue.evidence.expression import pick
from backlogue.evidence.fault import Fault
from backlogue.evidence.inside import read_inside
from backlogue.evidence.kinds import observed
from backlogue.evidence.source import Ask
from backlogue.world.git import GitFault, run_git, seconds
from backlogue.world.repository import Repository

MOST_BYTES = 4 << 20


class Revision(NamedTuple):
    """A commit as a place to read from: its id, when it was made, and how its files are read."""

    commit: str
    at: str
    read: Read


def read_now(root: Path) -> Read:
    """How the project's files are read as they lie there: the text of a path, or None."""

    def read(path: str) -> str | None:
        if path.startswith(("..", "/")):
            return None
        data = read_inside(root, path, MOST_BYTES)
        return None if data is None else data.decode("utf-8-sig", "replace")

    return read


def open_revision(root: Path, name: str) -> Revision:
    """A commit, tag or branch."""
    try:
        repository = Repository(root)
        commit = repository.resolve(name)
    except GitFault as fault:
        raise Fault("data-missing" if "shallow" in str(fault) else "run-missing", str(fault)) from None

    def read(path: str) -> str | None:
        try:
            data = repository.files_at(commit, [path]).get(path)
        except GitFault:
            return None
        return None if data is None else data[:MOST_BYTES].decode("utf-8-sig", "replace")

    printed = run_git(root, "log", "-1", "--format=%ct", "--end-of-options", commit, "--")
    return Revision(commit, iso(seconds(printed.decode())) if printed else "", read)


def measure_now(ask: Ask, path: str, metric: str, data: str) -> Observation:
    """A value as it lies in the project; `stale` when dvc.lock vouches for another content of its file."""
    root = ask.root
    pipeline, part = maker_of(path, read_now(root))
    try:
        content = read_content(root, path)
    except Fault as fault:
        if fault.reason == "file-missing" and part is not None and not run_git(root, "ls-files", "--", path):
            raise Fault("data-missing", f"{path} is kept by DVC and is not here: dvc pull") from None
        raise
    told = observed(pick(read_tree(path, content.text), metric), metric)._replace(digest=content.digest)
    change = ask.last_change(path)
    told = told._replace(at=change.at, commit=change.commit, dataset=data_of(pipeline, path, data))
    if part is not None and part.md5 and not part.legacy and part.md5 != _md5(content.data):
        words = f"{path} is not what dvc.lock says that its stage wrote: dvc repro"
        return told._replace(reason="stale", detail=words)
    return told


def measure_at(root: Path, path: str, metric: str, data: str, revision: Revision) -> Observation:
    """A value at a revision: from git, or from DVC's cache in the project where git does not keep the file."""
    pipeline, part = maker_of(path, revision.read)
    text = revision.read(path)
    if text is None and part is not None:
        name = f".dvc/cache/files/md5/{part.md5[:2]}/{part.md5[2:]}"
        kept = read_inside(root, name, MOST_BYTES) if part.md5.isalnum() else None
        if kept is None:
            raise Fault("data-missing", f"{path} at {revision.commit[:8]} is kept by DVC and is not here: dvc fetch")
        text = kept.decode("utf-8-sig", "replace")
    if text is None:
        raise Fault("file-missing", f"{revision.commit[:8]} has no file {path}")
    told = observed(pick(read_tree(path, text), metric), metric)
    return told._replace(
        at=revision.at,
        commit=revision.commit,
        dataset=data_of(pipeline, path, data),
        digest=sha256(text.encode()).hexdigest(),
    )


def maker_of(path: str, read: Read) -> tuple[Pipeline | None, Part | None]:
    """The pipeline whose stage writes a file, and what its lock records of the file; of the nearest folder upwards."""
    folder = dirname(path)
    while True:
        if read(join(folder, "dvc.yaml")) is not None:
            pipeline = read_pipeline(folder, read)
            parts = [part for stage in pipeline.locked.values() for part in stage.outs if part.path == path]
            if parts:
                return pipeline, parts[0]
        if not folder:
            return None, None
        folder = dirname(folder)


def data_of(pipeline: Pipeline | None, path: str, data: str) -> DataSet:
    """The version of a data set (its path, or that of its `.dvc` file) from which a file was made, stages between."""
    wanted = data.removesuffix(".dvc")
    if pipeline is None or not wanted:
        return DataSet()
    makers = [name for name, stage in pipeline.locked.items() if any(part.path == path for part in stage.outs)]
    for name in (name for maker in makers for name in chain(pipeline, maker)):
        for part in pipeline.locked[name].deps if name in pipeline.locked else ():
            if part.path == wanted:
                return DataSet(data, part.md5)
    return DataSet()


def _md5(data: bytes) -> str:
    return md5(data, usedforsecurity=False).hexdigest()
