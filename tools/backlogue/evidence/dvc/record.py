"""The texts of `.dvc`, dvc.yaml and dvc.lock files in; the files and stages they record, by project paths, out."""

import json
from collections.abc import Callable, Mapping
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple

from backlogue.evidence.data import read_yaml
from backlogue.evidence.fault import Fault

Read = Callable[[str], str | None]
# What only the program can make sense of: generated stages, and those whose paths or state are not what they seem.
_ONLY_PROGRAM = frozenset({"foreach", "matrix", "do", "wdir", "frozen", "always_changed", "vars"})


class Part(NamedTuple):
    """A file or folder and the content it was recorded with. The MD5 of a folder ends in `.dir`.

    `legacy` marks a record of DVC 2, whose MD5 of a text is taken with unix line ends. `mark` is what else
    identifies the content where there is no MD5, such as the version of a file in the cloud.
    """

    path: str
    md5: str = ""
    size: int | None = None
    legacy: bool = False
    mark: str = ""


class Stage(NamedTuple):
    """A stage as it was last run: command, what it read and wrote, and parameters by file."""

    command: Any
    deps: tuple[Part, ...]
    outs: tuple[Part, ...]
    params: Mapping[str, Mapping[str, Any]]


class Pipeline(NamedTuple):
    """A dvc.yaml with the dvc.lock beside it: stages as written, and as last run."""

    folder: str
    written: Mapping[str, Any]
    locked: Mapping[str, Stage]


def read_data(path: str, read: Read) -> tuple[Part, ...]:
    """The data that a `.dvc` file records."""
    tree = _map(_tree(path, read), path)
    base = _below(dirname(path), str(tree.get("wdir", ".")))
    return tuple(part for part in _parts(tree.get("outs"), base, path) if part.path)


def read_pipeline(folder: str, read: Read) -> Pipeline:
    """The stages of a folder; a Fault when it has no dvc.yaml."""
    path, lock = join(folder, "dvc.yaml"), join(folder, "dvc.lock")
    if read(path) is None:
        raise Fault("file-missing", f"there is no file {path}")
    written = _map(_map(_tree(path, read), path).get("stages", {}), path)
    locked = {}
    if read(lock) is not None:
        for name, one in _map(_map(_tree(lock, read), lock).get("stages", {}), lock).items():
            locked[str(name)] = _stage(_map(one, lock), _base(folder, written, str(name)), lock)
    return Pipeline(folder, {str(name): one for name, one in written.items()}, locked)


def needs_program(stage: Any) -> bool:
    """Whether what a stage of dvc.yaml means can only be told by the program."""
    if not isinstance(stage, dict) or any(stage.get(key) for key in _ONLY_PROGRAM):
        return True
    rest = {key: value for key, value in stage.items() if key not in ("desc", "meta")}
    named = [*_names(stage.get("deps")), *outs_of(stage)]
    return "${" in json.dumps(rest, default=str) or any("://" in name or ".." in name.split("/") for name in named)


def deps_of(stage: Mapping[str, Any]) -> list[str]:
    """The files and folders that a stage of dvc.yaml reads, as written."""
    return _names(stage.get("deps"))


def outs_of(stage: Mapping[str, Any]) -> list[str]:
    """The files and folders that a stage of dvc.yaml writes, as written."""
    return [name for key in ("outs", "metrics", "plots") for name in _names(stage.get(key))]


def _names(written: Any) -> list[str]:
    entries = written if isinstance(written, list) else []
    return [str(next(iter(one))) if isinstance(one, dict) and one else str(one) for one in entries]


def _base(folder: str, written: Mapping[str, Any], name: str) -> str:
    """The folder that a locked stage's paths start from; `train@a` was generated from `train`."""
    stage = written.get(name, written.get(name.partition("@")[0]))
    wdir = stage.get("wdir", ".") if isinstance(stage, dict) else "."
    return _below(folder, str(wdir))


def _stage(one: dict[str, Any], base: str, path: str) -> Stage:
    params = {
        _below(base, str(file)): _map(values or {}, path) for file, values in _map(one.get("params", {}), path).items()
    }
    return Stage(one.get("cmd"), _parts(one.get("deps"), base, path), _parts(one.get("outs"), base, path), params)


def _parts(written: Any, base: str, path: str) -> tuple[Part, ...]:
    if written is not None and not isinstance(written, list):
        raise Fault("unparseable", f"{path} does not have the shape that DVC writes")
    found = []
    for entry in written or ():
        one = _map(entry, path)
        size, name = one.get("size"), str(one.get("path", ""))
        place = name if "://" in name else _below(base, name)
        mark = next((str(one[key]) for key in ("etag", "checksum", "version_id") if one.get(key)), "")
        legacy = "hash" not in one
        found.append(Part(place, str(one.get("md5") or ""), size if isinstance(size, int) else None, legacy, mark))
    return tuple(found)


def _below(folder: str, name: str) -> str:
    return normpath(join(folder, name))


def _tree(path: str, read: Read) -> Any:
    text = read(path)
    if text is None:
        raise Fault("file-missing", f"there is no file {path}")
    tree = read_yaml(text, path)
    return {} if tree is None else tree


def _map(value: Any, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Fault("unparseable", f"{path} does not have the shape that DVC writes")
    return value
