"""Runs and tables in; an MLflow database with them, and a git and DVC repository that holds the tables, out.

Run ids and times are given, not drawn: so items can name them, and a second making has the same.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch
from uuid import UUID

import joblib
import numpy as np
import yaml
from tables import Table

_PERSON = {"NAME": "Chiara Conti", "EMAIL": "chiara@example.org"}
_SECONDS = 240


class DataSet(NamedTuple):
    """A data set of the repository: its path without `.dvc`, DVC's digest, the commit that brought it."""

    path: str
    digest: str
    commit: str

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


class Run(NamedTuple):
    """A training run as the script did it. `data` is what it was measured on."""

    id: str
    experiment: str
    at: str
    metrics: Mapping[str, float]
    params: Mapping[str, object]
    data: DataSet
    item: str = ""


def start_repository(folder: Path) -> None:
    """A new git repository with DVC in it."""
    folder.mkdir(parents=True)
    call(folder, "git", "init", "--quiet", "--initial-branch=main")
    call(folder, sys.executable, "-m", "dvc", "init", "--quiet")


def keep(folder: Path, path: str, day: str, tables: Mapping[str, Table]) -> DataSet:
    """Write tables below `path`, have DVC track them, and commit its file as of a day."""
    place = folder / path
    place.mkdir(parents=True)
    for name, table in tables.items():
        np.save(place / f"{name}.npy", table.rows)
        (place / f"{name}.columns").write_text("\n".join(table.names) + "\n", "utf-8")
    call(folder, sys.executable, "-m", "dvc", "add", "--quiet", path)
    record = yaml.safe_load((folder / f"{path}.dvc").read_text("utf-8"))
    call(folder, "git", "add", "--all")
    call(folder, "git", "commit", "--quiet", "--message", f"Data set {path}", day=f"{day}T08:00:00+00:00")
    return DataSet(path, record["outs"][0]["md5"], call(folder, "git", "rev-parse", "HEAD").strip())


def call(folder: Path, *words: str, day: str = "") -> str:
    """What a command prints; `day` is when it commits."""
    when = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day} if day else {}
    environment = plain_environment() | when
    made = subprocess.run(words, cwd=folder, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return made.stdout


def plain_environment() -> dict[str, str]:
    """The environment without anybody's settings, and with one author of every commit."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "DVC_", "MLFLOW_"))}
    person = {f"GIT_{role}_{what}": text for role in ("AUTHOR", "COMMITTER") for what, text in _PERSON.items()}
    ours = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "DVC_NO_ANALYTICS": "1"}
    return kept | person | ours


class Tracking:
    """An MLflow database `mlflow.db` in a folder, written by MLflow's own client."""

    def __init__(self, folder: Path) -> None:
        os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
        # MLflow takes seconds to import, and reads that setting when it is.
        from mlflow import MlflowClient

        self._folder = folder
        self._client = MlflowClient(f"sqlite:///{folder}/mlflow.db", f"sqlite:///{folder}/mlflow.db")
        self._experiments: dict[str, str] = {}

    def log(self, run: Run) -> None:
        """Record a run that is over, its values to three digits, with the data set it was measured on."""
        start = int(datetime.fromisoformat(run.at).timestamp() * 1000)
        tags = {"mlflow.source.git.commit": run.data.commit, **({"backlog.item": run.item} if run.item else {})}
        experiment = self._experiment(run.experiment)
        with patch("uuid.uuid4", return_value=UUID(hex=run.id)):
            made = self._client.create_run(experiment, start_time=start, tags=tags)
        assert made.info.run_id == run.id
        for name, value in run.params.items():
            self._client.log_param(run.id, name, value)
        for name, number in run.metrics.items():
            self._client.log_metric(run.id, name, round(number, 3), timestamp=start + _SECONDS * 1000, step=0)
        self._client.log_inputs(run.id, [_input(run.data)])
        self._client.set_terminated(run.id, "FINISHED", end_time=start + _SECONDS * 1000)

    def register(self, name: str, alias: str, run: Run, model: Any) -> None:
        """Save a model and register it as a new version of `name`, with an alias."""
        path = self._folder / "models" / name / run.id
        path.mkdir(parents=True)
        joblib.dump(model, path / "model.joblib")
        if alias == "champion":
            self._client.create_registered_model(name)
        version = self._client.create_model_version(name, str(path), run.id)
        self._client.set_registered_model_alias(name, alias, version.version)

    def _experiment(self, name: str) -> str:
        if name not in self._experiments:
            self._experiments[name] = self._client.create_experiment(name, f"{self._folder}/artifacts")
        return self._experiments[name]


def _input(data: DataSet) -> Any:
    from mlflow.entities import Dataset, DatasetInput, InputTag

    made = Dataset(name=data.name, digest=data.digest, source_type="local", source=f'{{"uri": "{data.path}"}}')
    return DatasetInput(dataset=made, tags=[InputTag(key="mlflow.data.context", value="testing")])
