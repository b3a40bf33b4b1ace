"""Real MLflow runs, in a file store and, migrated by MLflow itself, in a SQLite database behind a real server.

The ids of the runs are the same everywhere, so the three can be compared.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf, nan
from pathlib import Path
from signal import SIGKILL
from time import monotonic, sleep
from typing import Any, NamedTuple

import httpx

BIN = Path(sys.executable).parent
COMMIT = "8c6f1c2d3e4b5a69788796a5b4c3d2e1f0a9b8c7"
MINUTE = 60_000
START = 1_767_340_800_000  # 2026-01-02T08:00:00Z


class Runs(NamedTuple):
    """Where the runs lie, and the ids of some of them by name."""

    folder: Path
    ids: dict[str, str]


def make_file_store(folder: Path) -> Runs:
    """Every kind of run that the source tells apart, made by MLflow's own client.

    MLflow reads these settings when it is imported, which takes seconds and so happens only here.
    """
    os.environ.update({"MLFLOW_ALLOW_FILE_STORE": "true", "MLFLOW_DISABLE_TELEMETRY": "true"})
    from mlflow import MlflowClient

    client = MlflowClient(tracking_uri=f"file://{folder}/mlruns", registry_uri=f"file://{folder}/mlruns")
    churn = client.create_experiment("churn", artifact_location=f"{folder}/artifacts")
    ids = {"good": _good(client, churn)}
    for minutes, name, status in ((10, "failed", "FAILED"), (11, "killed", "KILLED"), (12, "running", None)):
        ids[name] = _run(client, churn, minutes, {"recall": 0.99}, status, item="CHURN-1")
    ids["deleted"] = _run(client, churn, 20, {"recall": 0.99}, item="CHURN-1")
    client.delete_run(ids["deleted"])
    ids["best"] = _run(client, churn, 2, {"recall": 0.95, "loss": 0.9})
    ids["infinite"] = _run(client, churn, 1, {"recall": inf, "loss": -inf})
    ids["two-data"] = _two_data_sets(client, churn)
    unfinished = client.create_experiment("unfinished", artifact_location=f"{folder}/artifacts")
    ids["unfinished"] = _run(client, unfinished, 5, {"recall": 0.99}, "FAILED")
    gone = client.create_experiment("gone", artifact_location=f"{folder}/artifacts")
    ids["gone"] = _run(client, gone, 6, {"recall": 0.99})
    client.delete_experiment(gone)
    client.create_experiment("empty", artifact_location=f"{folder}/artifacts")
    _register(client, folder, ids)
    return Runs(folder, ids)


def _run(
    client: Any,
    experiment: str,
    minutes: int,
    metrics: dict[str, float],
    status: str | None = "FINISHED",
    item: str = "",
) -> str:
    start = START + minutes * MINUTE
    tags = {"backlog.item": item} if item else {}
    run_id: str = client.create_run(experiment, start_time=start, tags=tags).info.run_id
    for key, value in metrics.items():
        client.log_metric(run_id, key, value, timestamp=start + 1_000, step=0)
    if status:
        client.set_terminated(run_id, status, end_time=start + 90_500)
    return run_id


def _good(client: Any, experiment: str) -> str:
    tags = {"backlog.item": "CHURN-1", "mlflow.source.git.commit": COMMIT, "note": "two\nlines"}
    run_id: str = client.create_run(experiment, start_time=START, tags=tags).info.run_id
    for step, value in enumerate((0.7, 0.9, 0.8, 0.85, 0.8)):
        client.log_metric(run_id, "recall", value, timestamp=START + step * MINUTE, step=step * 10)
    client.log_metric(run_id, "recall", 0.6, timestamp=START + MINUTE + 1, step=10)
    for step, value in enumerate((0.5, nan, 0.4, inf)):
        client.log_metric(run_id, "wild", value, timestamp=START + step, step=step)
    for key, value in {"nan": nan, "inf": inf, "-inf": -inf, "val/recall": 0.82, "zero": 0.0}.items():
        client.log_metric(run_id, key, value, timestamp=START + 1_000, step=0)
    client.log_param(run_id, "learning_rate", "0.1")
    client.log_param(run_id, "cv/folds", "5")
    client.log_inputs(run_id, [_data_set("sessions", "a1b2c3", "testing")])
    client.set_terminated(run_id, "FINISHED", end_time=START + 5 * MINUTE)
    return run_id


def _two_data_sets(client: Any, experiment: str) -> str:
    run_id = _run(client, experiment, 3, {"recall": 0.81})
    parts = [("sessions", "111aaa", "training"), ("sessions", "222bbb", "testing"), ("calendar", "333ccc", "testing")]
    client.log_inputs(run_id, [_data_set(*part) for part in parts])
    return run_id


def _data_set(name: str, digest: str, split: str) -> Any:
    from mlflow.entities import Dataset, DatasetInput, InputTag

    made = Dataset(name=name, digest=digest, source_type="local", source='{"uri": "data/sessions.csv"}')
    return DatasetInput(dataset=made, tags=[InputTag(key="mlflow.data.context", value=split)])


def _register(client: Any, folder: Path, ids: dict[str, str]) -> None:
    client.create_registered_model("churn")
    for name in ("best", "good", "failed", "good"):
        client.create_model_version("churn", f"{folder}/model", ids[name])
    client.create_model_version("churn", f"{folder}/model")
    client.set_registered_model_alias("churn", "champion", "2")
    client.set_registered_model_alias("churn", "broken", "3")
    client.delete_model_version("churn", "4")
    client.create_registered_model("it's")
    for name in ("best", "good", "best"):
        client.create_model_version("it's", f"{folder}/model", ids[name])
    client.delete_model_version("it's", "3")


def migrate(runs: Runs) -> None:
    """The same runs in `mlflow.db`, moved by MLflow's own command."""
    from mlflow.store.fs2db import migrate as move

    move(runs.folder, f"sqlite:///{runs.folder}/mlflow.db", progress=False)


@contextmanager
def served(database: Path) -> Iterator[str]:
    """A real `mlflow server` over a database, for as long as it is needed; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = ["--backend-store-uri", f"sqlite:///{database}", "--host", "127.0.0.1", "--port", str(port)]
    command = [BIN / "mlflow", "server", *place, "--workers", "1", "--artifacts-destination", database.parent / "kept"]
    with (database.parent / "server.log").open("wb") as log:
        process = subprocess.Popen(
            list(map(str, command)), cwd=database.parent, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield _awaited(f"http://127.0.0.1:{port}", process, database.parent / "server.log")
        finally:
            os.killpg(process.pid, SIGKILL)  # a polite end takes it ten seconds
            process.wait()


def _awaited(address: str, process: subprocess.Popen[bytes], log: Path) -> str:
    until = monotonic() + 90
    while monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{address}/health", timeout=2, trust_env=False).status_code == 200:
                return address
        except httpx.HTTPError:
            sleep(0.2)
    raise RuntimeError(f"mlflow server did not start:\n{log.read_text(errors='replace')[-2000:]}")
