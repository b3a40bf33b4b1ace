"""The folder of MLflow's file store (`mlruns`) in; its runs, points and versions out, from plain files.

A run is a folder with `meta.yaml`, a file for each parameter and tag, and one for each metric with a
line for each value. MLflow itself calls this store old, yet it is what many projects have in hand.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from backlogue.evidence.answer import shaped
from backlogue.evidence.fault import Fault
from backlogue.evidence.inside import read_inside
from backlogue.evidence.mlflow.run import Point, Run, Version, data_sets, last, point_of, time_of

_TRASH, _MODELS = ".trash", "models"
_STATUS = {1: "RUNNING", 2: "SCHEDULED", 3: "FINISHED", 4: "FAILED", 5: "KILLED"}
_MOST_META, _MOST_METRIC = 1 << 20, 64 << 20


class FileStore:
    """An `mlruns` folder. `address` is how it is shown."""

    def __init__(self, root: Path, address: str) -> None:
        if not root.is_dir():
            raise Fault("file-missing", f"there is no folder {address}")
        self.address = address
        self._root = root
        self._raw = sha256()

    def link(self, run: Run) -> str:
        trash = self._root / _TRASH / run.experiment / run.id
        return f"{self.address}/{_TRASH + '/' if trash.is_dir() else ''}{run.experiment}/{run.id}"

    def digest(self) -> str:
        return self._raw.hexdigest()

    def close(self) -> None:
        """Nothing is kept open."""

    def run(self, run_id: str) -> Run | None:
        place = self._place(run_id)
        return None if place is None else self._run(place)

    def points(self, run_id: str, metric: str) -> Sequence[Point]:
        place = self._place(run_id)
        return [] if place is None else self._points(place, metric)

    def experiment(self, name: str) -> str | None:
        for stage in ("", f"{_TRASH}/"):
            for folder in self._folders(stage):
                meta = self._meta(f"{stage}{folder}")
                if meta and str(meta.get("name")) == name:
                    if stage or meta.get("lifecycle_stage") == "deleted":
                        raise Fault("run-deleted", f"the experiment {name} was deleted")
                    return folder
        return None

    def runs(self, experiment: str | None, tag: tuple[str, str | None] | None) -> Iterator[Run]:
        found = []
        for folder in [experiment] if experiment is not None else self._folders(""):
            for run_id in self._folders(f"{folder}/"):
                place = f"{folder}/{run_id}"
                told = self._text(f"{place}/tags/{tag[0]}") if tag else ""
                if told is not None and (tag is None or tag[1] in (None, told)):
                    found += [run for run in (self._run(place),) if run is not None and not run.deleted]
        yield from sorted(found, key=lambda run: (-(run.start or 0), run.id))

    def version(self, model: str, number: str) -> Version | None:
        place = f"{_MODELS}/{model}/version-{number}"
        meta = self._meta(place)
        if meta is None or meta.get("current_stage") == "Deleted_Internal":
            return None
        return shaped(f"{self.address}/{place}", _version, meta)

    def alias(self, model: str, alias: str) -> Version | None:
        number = self._text(f"{_MODELS}/{model}/aliases/{alias}")
        return self.version(model, number.strip()) if number is not None else None

    def latest(self, model: str) -> Version | None:
        versions = (name.removeprefix("version-") for name in self._folders(f"{_MODELS}/{model}/"))
        numbers = sorted((number for number in versions if number.isdecimal()), key=int, reverse=True)
        return next((found for number in numbers if (found := self.version(model, number)) is not None), None)

    def _place(self, run_id: str) -> str | None:
        """The folder of a run, relative to the root; that of a deleted experiment lies in the trash."""
        for stage in ("", f"{_TRASH}/"):
            for folder in self._folders(stage):
                if (self._root / stage / folder / run_id / "meta.yaml").is_file():
                    return f"{stage}{folder}/{run_id}"
        return None

    def _run(self, place: str) -> Run | None:
        meta = self._meta(place)
        if meta is None:
            return None
        texts = {part: self._texts(f"{place}/{part}") for part in ("params", "tags")}
        metrics = {key: last(points) for key in self._files(f"{place}/metrics") if (points := self._points(place, key))}
        return shaped(
            f"{self.address}/{place}/meta.yaml",
            lambda told: Run(
                id=str(told["run_id"]),
                experiment=str(told["experiment_id"]),
                status=_STATUS.get(int(told["status"]), str(told["status"])),
                deleted=told.get("lifecycle_stage") == "deleted" or place.startswith(f"{_TRASH}/"),
                start=time_of(told.get("start_time")),
                end=time_of(told.get("end_time")),
                metrics=metrics,
                params=texts["params"],
                tags=texts["tags"],
                data=data_sets(self._data(place)),
            ),
            meta,
        )

    def _data(self, place: str) -> list[tuple[str, str, str]]:
        found = []
        for each in self._folders(f"{place}/inputs/"):
            link = self._meta(f"{place}/inputs/{each}") or {}
            named = self._meta(f"{os.path.dirname(place)}/datasets/{link.get('source_id')}")
            if link.get("source_type") == "DATASET" and named is not None:
                context = (link.get("tags") or {}).get("mlflow.data.context", "")
                found.append((str(named.get("name", "")), str(named.get("digest", "")), str(context)))
        return found

    def _points(self, place: str, metric: str) -> list[Point]:
        path = f"{place}/metrics/{metric}"
        lines = (self._read(path, _MOST_METRIC) or b"").decode("utf-8", "replace").splitlines()
        return shaped(f"{self.address}/{path}", lambda given: [_point(line) for line in given if line.strip()], lines)

    def _meta(self, place: str) -> Mapping[str, Any] | None:
        text = self._read(f"{place}/meta.yaml", _MOST_META)
        if text is None:
            return None
        try:
            told = yaml.safe_load(text)
        except (yaml.YAMLError, ValueError, RecursionError):
            told = None
        if not isinstance(told, dict):
            raise Fault("unparseable", f"{self.address}/{place}/meta.yaml does not have the expected shape")
        return told

    def _text(self, path: str) -> str | None:
        text = self._read(path, _MOST_META)
        return None if text is None else text.decode("utf-8", "replace")

    def _texts(self, place: str) -> dict[str, str]:
        return {key: self._text(f"{place}/{key}") or "" for key in self._files(place)}

    def _files(self, place: str) -> list[str]:
        """The files below a folder by their relative paths: a key with a slash lies in a folder of its own."""
        top = self._root / place
        found = (Path(where, name) for where, _, names in os.walk(top) for name in names)
        return sorted(file.relative_to(top).as_posix() for file in found)

    def _folders(self, place: str) -> list[str]:
        """The folders of one level that belong to MLflow's experiments, runs or inputs."""
        try:
            with os.scandir(self._root / place) as entries:
                names = [each.name for each in entries if each.is_dir(follow_symlinks=False)]
        except OSError:
            return []
        return sorted(name for name in names if name not in (_TRASH, _MODELS, "datasets", "traces"))

    def _read(self, path: str, most: int) -> bytes | None:
        read = read_inside(self._root, path, most, f"{self.address}/{path}")
        self._raw.update(read or b"")
        return read


def _point(line: str) -> Point:
    """`time value step [name of data, its digest]`; files of MLflow before 1.0 have no step."""
    at, value, *rest = line.split()
    return point_of(rest[0] if rest else 0, at, value)


def _version(told: Mapping[str, Any]) -> Version:
    return Version(str(told["version"]), str(told.get("run_id") or ""), str(told.get("status") or "READY"))
