"""Runs tagged with an item that does not name them, in a real MLflow SQLite store, as `evidence` tells them."""

import json
import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from evidence.test_command import clean, run
from repositories import make_repository

EXPERIMENT = """\
---
id: CHURN-12
type: experiment
title: Sessions find more leavers
status: in-progress
runs: [%s]
---
"""
STORY = """\
---
id: CHURN-13
type: story
title: Serve the score
status: in-progress
%s---
"""


class Store(NamedTuple):
    """A database that MLflow's own client wrote, and its runs, oldest first: two of CHURN-12, one each of others."""

    database: Path
    first: str
    second: str
    story: str


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("tracked")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)  # the client leaves an empty mlflow.db where it stands
        os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
        from mlflow import MlflowClient

        client = MlflowClient(tracking_uri=f"sqlite:///{folder}/runs.db", registry_uri=f"sqlite:///{folder}/runs.db")
        place = client.create_experiment("churn", artifact_location=f"{folder}/artifacts")
        made = []
        for minutes, item in enumerate(("CHURN-12", "CHURN-12", "CHURN-13", "CHURN-99")):
            start = 1_767_340_800_000 + minutes * 60_000
            made.append(client.create_run(place, start_time=start, tags={"backlog.item": item}).info.run_id)
            client.set_terminated(made[-1], "FINISHED", end_time=start + 1_000)
    return Store(folder / "runs.db", *made[:3])


@pytest.fixture
def root(tmp_path: Path, store: Store) -> Path:
    """A project whose experiment names the first of its runs; the store lies where MLflow puts it."""
    made = make_repository(tmp_path / "project")
    made.commit(
        {
            "backlog/CHURN-12-sessions.md": EXPERIMENT % f"mlflow:{store.first}",
            "backlog/CHURN-13-serve.md": STORY % "",
        }
    )
    for beside in ("", "-wal", "-shm"):
        if (kept := store.database.with_name(store.database.name + beside)).exists():
            shutil.copy(kept, made.root / f"mlflow.db{beside}")
    return made.root


@pytest.mark.parametrize("step", ["collect", "verify"])
def test_runs_that_their_item_does_not_name_are_suggested(step: str, root: Path, store: Store) -> None:
    ran = run(root, "evidence", step)
    assert ran.code == 0
    assert ran.out.splitlines()[:2] == [
        f"note    CHURN-12: run {store.second} is tagged with it and not named; add mlflow:{store.second} to runs",
        f"note    CHURN-13: run {store.story} is tagged with it and not named; "
        f"name it under evidence as {{mlflow: {store.story}}}",
    ]
    told = json.loads(run(root, "evidence", step, "--format", "json").out)
    assert [(one["item"], one["run"], one["state"], one["at"]) for one in told["suggested"]] == [
        ("CHURN-12", f"mlflow:{store.second}", "FINISHED", "2026-01-02T08:01:01Z"),
        ("CHURN-13", f"mlflow:{store.story}", "FINISHED", "2026-01-02T08:02:01Z"),
    ]


def test_what_is_named_is_not_suggested(root: Path, store: Store) -> None:
    runs = f"mlflow:{store.first}, mlflow:{store.second}"
    (root / "backlog/CHURN-12-sessions.md").write_text(EXPERIMENT % runs)
    (root / "backlog/CHURN-13-serve.md").write_text(STORY % "evidence: {trained: {mlflow: item}}\n")
    assert json.loads(run(root, "evidence", "collect", "--format", "json").out)["suggested"] == []


def test_a_run_to_which_an_alias_leads_is_named(root: Path, store: Store) -> None:
    runs = f"mlflow:{store.first}, mlflow:{store.second}"
    (root / "backlog/CHURN-12-sessions.md").write_text(EXPERIMENT % runs)
    # The latest run of the experiment; a version with an alias leads to its run in the same way.
    (root / "backlog/CHURN-13-serve.md").write_text(
        STORY.replace("CHURN-13", "CHURN-99") % 'evidence: {trained: {mlflow: "experiment:churn"}}\n'
    )
    for step in ("collect", "verify", "collect"):
        assert json.loads(run(root, "evidence", step, "--format", "json").out)["suggested"] == []


def test_only_items_that_were_asked_about_are_spoken_of(root: Path) -> None:
    told = json.loads(run(root, "evidence", "collect", "id = CHURN-13", "--format", "json").out)
    assert {one["item"] for one in told["suggested"]} == {"CHURN-13"}


def test_a_store_that_cannot_be_asked_is_a_note_and_none_is_none(root: Path) -> None:
    (told,) = json.loads(
        run(root, "evidence", "verify", "--format", "json", MLFLOW_TRACKING_URI="sqlite:///gone.db").out
    )["notes"]
    assert told.startswith("runs tagged with an item could not be looked for: ")
    for beside in root.glob("mlflow.db*"):
        beside.unlink()
    said = json.loads(run(root, "evidence", "verify", "--format", "json").out)
    assert (said["suggested"], said["notes"]) == ([], [])
    assert "MLFLOW_TRACKING_URI" not in clean(root, {})
