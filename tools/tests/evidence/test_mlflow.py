"""The source mlflow against the real thing: a server, the database behind it, and the file store it came from."""

import json
import math
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from mlflow_runs import COMMIT, Runs, make_file_store, migrate, served

from backlogue.base.observation import DataSet, Observation
from backlogue.evidence.source import Ask, Reference
from backlogue.evidence.sources.mlflow import SOURCE
from backlogue.evidence.tagged import tagged_runs, unnamed

Observe = Callable[..., Observation]
STORES = ("server", "database", "folder")


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    folder = tmp_path_factory.mktemp("mlflow")
    before = Path.cwd()
    os.chdir(folder)  # the client leaves an empty mlflow.db where it stands
    try:
        made = make_file_store(folder)
        (folder / "mlflow.db").unlink(missing_ok=True)
        migrate(made)
        # MLflow keeps its database in write-ahead mode, and part of it in a second file; this copy is whole in one.
        with (
            closing(sqlite3.connect(folder / "mlflow.db")) as live,
            closing(sqlite3.connect(folder / "still.db")) as copy,
        ):
            live.backup(copy)
            copy.execute("pragma journal_mode = delete")
    finally:
        os.chdir(before)
    yield made


@pytest.fixture(scope="session")
def server(runs: Runs) -> Iterator[str]:
    with served(runs.folder / "mlflow.db") as address:
        yield address


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, runs: Runs) -> str:
    """A tracking address of each kind."""
    if request.param == "server":
        return str(request.getfixturevalue("server"))
    return {"database": "sqlite:///mlflow.db", "folder": "./mlruns"}[request.param]


@pytest.fixture
def observe(runs: Runs) -> Observe:
    def ask(
        store: str, locator: str, *, item: str = "CHURN-1", root: Path = runs.folder, **options: Any
    ) -> Observation:
        locator = runs.ids.get(locator, locator)
        environment = {"MLFLOW_TRACKING_URI": store} if store else {}
        reference = Reference(item, "metric", locator, options)
        return SOURCE.observe(reference, Ask(root, environment, lambda host: host == "127.0.0.1", 20.0))

    return ask


def test_a_metric_comes_with_all_that_is_known_of_its_run(store: str, observe: Observe, runs: Runs) -> None:
    found = observe(store, "good", metric="recall")
    assert (found.value, found.kind, found.reason, found.state) == (0.8, "finite", "ok", "FINISHED")
    assert (found.at, found.commit) == ("2026-01-02T08:04:00Z", COMMIT)
    assert found.dataset == DataSet("sessions", "a1b2c3", "testing")
    assert dict(found.checks) == {"started": 1767340800.0, "ended": 1767341100.0, "step": 40.0}
    assert runs.ids["good"] in found.where
    assert len(found.digest) == 64


@pytest.mark.parametrize(
    ("locator", "options", "value"),
    [
        ("good", {"metric": "recall", "value": "last"}, 0.8),
        ("good", {"metric": "recall", "value": "max"}, 0.9),
        ("good", {"metric": "recall", "value": "min"}, 0.6),
        ("good", {"metric": "recall", "value": "best", "at_least": 0.8}, 0.9),
        ("good", {"metric": "recall", "value": "best", "at_most": 0.8}, 0.6),
        ("good", {"metric": "recall", "step": 20}, 0.8),
        ("good", {"metric": "recall", "step": 10}, 0.6),
        ("good", {"metric": "wild", "value": "min"}, 0.4),
        ("good", {"metric": "val/recall"}, 0.82),
        ("good", {"metric": "zero"}, 0.0),
        ("good", {"param": "learning_rate"}, "0.1"),
        ("good", {"param": "cv/folds"}, "5"),
        ("good", {"tag": "note"}, "two\nlines"),
        ("good", {"tag": "backlog.item"}, "CHURN-1"),
        ("good", {}, "FINISHED"),
        ("models:/churn@champion", {"metric": "recall"}, 0.8),
        ("models:/churn/2", {"metric": "recall"}, 0.8),
        ("models:/churn/1", {"metric": "recall"}, 0.95),
        ("models:/it's/latest", {"metric": "recall"}, 0.8),
        ("experiment:churn", {"metric": "recall"}, 0.81),
        ("experiment:churn", {"metric": "recall", "pick": "latest"}, 0.81),
        ("experiment:churn", {"metric": "recall", "pick": "best", "at_least": 0.8}, 0.95),
        ("experiment:churn", {"metric": "loss", "pick": "best", "at_most": 0.8}, 0.9),
        ("item", {"metric": "recall"}, 0.8),
        ("item", {"metric": "recall", "pick": "best", "at_least": 0.8}, 0.8),
    ],
)
def test_every_way_to_name_a_value(
    store: str, observe: Observe, locator: str, options: dict[str, Any], value: float | str
) -> None:
    found = observe(store, locator, **options)
    assert (found.value, found.reason, found.detail) == (value, "ok", "")
    assert found.kind == ("text" if isinstance(value, str) else "finite")


def test_a_run_may_be_named_as_mlflow_writes_it(store: str, observe: Observe, runs: Runs) -> None:
    assert observe(store, f"runs:/{runs.ids['good']}", metric="recall") == observe(store, "good", metric="recall")


@pytest.mark.parametrize(
    ("metric", "options", "kind"),
    [
        ("nan", {}, "nan"),
        ("inf", {}, "infinite"),
        ("-inf", {}, "infinite"),
        ("wild", {}, "infinite"),
        ("wild", {"step": 1}, "nan"),
        ("wild", {"value": "max"}, "infinite"),
    ],
)
def test_nan_and_infinity_are_told_apart_from_numbers(
    store: str, observe: Observe, metric: str, options: dict[str, Any], kind: str
) -> None:
    found = observe(store, "good", metric=metric, **options)
    assert (found.value, found.kind, found.reason) == (None, kind, "ok")


@pytest.mark.parametrize(
    ("locator", "options", "reason", "words"),
    [
        ("0123456789abcdef0123456789abcdef", {}, "run-missing", "there is no run 0123456789abcdef0123456789abcdef"),
        ("deleted", {"metric": "recall"}, "run-deleted", "was deleted"),
        ("gone", {"metric": "recall"}, "run-deleted", "was deleted"),
        ("failed", {"metric": "recall"}, "run-failed", "failed"),
        ("killed", {"metric": "recall"}, "run-failed", "was killed"),
        ("running", {"metric": "recall"}, "run-not-finished", "is still running"),
        ("good", {"metric": "never"}, "metric-missing", "the run never logged never"),
        ("good", {"metric": "never", "value": "max"}, "metric-missing", "the run never logged never"),
        ("good", {"metric": "recall", "step": 7}, "metric-missing", "the run never logged recall at step 7"),
        ("good", {"param": "never"}, "metric-missing", "the run has no parameter never"),
        ("good", {"tag": "never"}, "metric-missing", "the run has no tag never"),
        ("models:/churn@nobody", {}, "run-missing", "there is no model churn with the alias nobody"),
        ("models:/nothing@champion", {}, "run-missing", "there is no model nothing with the alias champion"),
        ("models:/churn/9", {}, "run-missing", "there is no model churn with the version 9"),
        ("models:/churn/4", {}, "run-missing", "there is no model churn with the version 4"),
        ("models:/nothing/latest", {}, "run-missing", "there is no model nothing with any version"),
        ("models:/churn/latest", {}, "run-missing", "version 5 of the model churn does not say which run made it"),
        ("models:/churn/5", {}, "run-missing", "version 5 of the model churn does not say which run made it"),
        ("models:/churn@broken", {"metric": "recall"}, "run-failed", "failed"),
        ("experiment:nothing", {}, "run-missing", "there is no experiment nothing"),
        ("experiment:empty", {}, "run-missing", "there is no run in the experiment empty"),
        ("experiment:gone", {}, "run-deleted", "the experiment gone was deleted"),
        ("experiment:unfinished", {"metric": "recall"}, "run-failed", "failed"),
    ],
)
def test_every_reason_why_there_is_no_value(
    store: str, observe: Observe, locator: str, options: dict[str, Any], reason: str, words: str
) -> None:
    found = observe(store, locator, **options)
    assert (found.value, found.kind, found.reason) == (None, "missing", reason)
    assert words in found.detail
    assert found.where


def test_no_run_bears_the_tag_of_an_item(store: str, observe: Observe) -> None:
    found = observe(store, "item", item="CHURN-2", metric="recall")
    assert (found.reason, found.detail) == ("run-missing", "there is no run tagged backlog.item=CHURN-2")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, DataSet()),
        ({"split": "training"}, DataSet("sessions", "111aaa", "training")),
        ({"data": "sessions", "split": "testing"}, DataSet("sessions", "222bbb", "testing")),
        ({"data": "calendar"}, DataSet("calendar", "333ccc", "testing")),
        ({"data": "data/calendar.csv.dvc"}, DataSet("calendar", "333ccc", "testing")),
        ({"data": "222bbb"}, DataSet("sessions", "222bbb", "testing")),
        ({"data": "sessions"}, DataSet()),
        ({"data": "sessions", "split": "validation"}, DataSet()),
        ({"data": "data/other.dvc"}, DataSet()),
    ],
)
def test_one_data_set_is_chosen_or_none(
    store: str, observe: Observe, options: dict[str, str], expected: DataSet
) -> None:
    found = observe(store, "two-data", metric="recall", **options)
    assert (found.value, found.dataset) == (0.81, expected)


@pytest.mark.parametrize("options", [{}, {"data": "calendar"}, {"split": "training"}, {"data": "data/other.csv.dvc"}])
def test_the_only_data_set_is_told_also_when_another_was_asked_for(
    store: str, observe: Observe, options: dict[str, str]
) -> None:
    found = observe(store, "good", metric="recall", **options)
    assert (found.value, found.dataset) == (0.8, DataSet("sessions", "a1b2c3", "testing"))


def test_the_three_stores_say_the_same_of_every_run(runs: Runs, server: str, observe: Observe) -> None:
    metrics = ("recall", "wild", "nan", "inf", "-inf", "val/recall", "never")
    asked: list[dict[str, Any]] = [{"metric": metric} for metric in metrics]
    asked += [{}, {"param": "cv/folds"}, {"tag": "note"}, {"metric": "recall", "value": "max"}]
    for name in runs.ids:
        for options in asked if name == "good" else asked[:1]:
            told = {
                observe(store, name, **options)._replace(where="", digest="")
                for store in (server, "sqlite:///mlflow.db", "mlruns")
            }
            assert len(told) == 1, (name, options, told)


def test_a_value_logged_through_the_server_is_read_alike_from_its_database(server: str, observe: Observe) -> None:
    from mlflow import MlflowClient

    client = MlflowClient(tracking_uri=server)
    run_id = client.create_run(client.create_experiment("over-http")).info.run_id
    for key, value in {"nan": math.nan, "inf": math.inf, "large": 1.5e308}.items():
        client.log_metric(run_id, key, value)
    client.set_terminated(run_id)
    for key, kind in {"nan": "nan", "inf": "infinite", "large": "finite"}.items():
        over, direct = (observe(store, run_id, metric=key) for store in (server, "sqlite:///mlflow.db"))
        assert over.kind == direct.kind == kind
        assert over.value == direct.value
        assert over.at == direct.at


@pytest.mark.parametrize(
    ("locator", "options", "words"),
    [
        ("", {}, "is not a run id"),
        ("models:/churn", {}, "is not a run id"),
        ("../../etc/passwd", {}, "is not a run id"),
        ("models:/../x/1", {}, "is not a run id"),
        ("experiment:", {}, "is not a run id"),
        ("good", {"metric": "../../meta.yaml"}, "cannot be the name of a metric"),
        ("good", {"param": "/etc/passwd"}, "cannot be the name of a param"),
        ("good", {"metric": ["recall"]}, "metric must be a text"),
        ("good", {"metric": True}, "metric must be a text"),
        ("good", {"metric": "recall", "param": "x"}, "metric and param cannot be asked for at once"),
        ("good", {"metric": "recall", "value": "mean"}, "value must be one of last, best, min, max, not mean"),
        ("good", {"metric": "recall", "value": "best"}, "write at_least or at_most"),
        ("good", {"metric": "recall", "value": "max", "step": 1}, "value and step cannot be asked for at once"),
        ("good", {"metric": "recall", "step": -1}, "step must be a whole number"),
        ("good", {"metric": "recall", "step": 1.5}, "step must be a whole number"),
        ("good", {"value": "max"}, "name the metric"),
        ("good", {"metric": "recall", "pick": "latest"}, "here the run is named"),
        ("experiment:churn", {"pick": "best", "at_least": 1}, "name the metric"),
        ("experiment:churn", {"metric": "recall", "pick": "worst"}, "pick must be one of latest, best, not worst"),
    ],
)
def test_a_reference_that_cannot_be_meant(observe: Observe, locator: str, options: dict[str, Any], words: str) -> None:
    found = observe("sqlite:///mlflow.db", locator, **options)
    assert (found.reason, found.value) == ("bad-reference", None)
    assert words in found.detail


def test_reading_leaves_no_trace(runs: Runs, observe: Observe, tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    shutil.copy(runs.folder / "still.db", root / "mlflow.db")
    shutil.copytree(runs.folder / "mlruns", root / "mlruns")
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in root.rglob("*")}
    for store in ("sqlite:///mlflow.db", "mlruns", "sqlite:///other.db"):
        observe(store, "good", metric="recall", root=root)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in root.rglob("*")} == before


def test_a_database_in_write_ahead_mode_is_read_without_a_file_beside_it(
    runs: Runs, observe: Observe, tmp_path: Path
) -> None:
    shutil.copy(runs.folder / "still.db", tmp_path / "mlflow.db")
    with closing(sqlite3.connect(tmp_path / "mlflow.db")) as writer:
        writer.execute("pragma journal_mode = wal")
    assert observe("sqlite:///mlflow.db", "good", metric="recall", root=tmp_path).value == 0.8
    assert [path.name for path in tmp_path.iterdir()] == ["mlflow.db"]
    with closing(sqlite3.connect(tmp_path / "mlflow.db")) as writer:
        writer.execute("update latest_metrics set value = 0.5 where key = 'recall'")
        writer.commit()
        assert observe("sqlite:///mlflow.db", "good", metric="recall", root=tmp_path).value == 0.5


@pytest.mark.parametrize(
    ("make", "reason", "words"),
    [
        (lambda path: None, "file-missing", "there is no database mlflow.db"),
        (lambda path: path.write_bytes(b"not a database" * 99), "unparseable", "cannot be read as a database"),
        (lambda path: path.write_bytes(b""), "unparseable", "not laid out as MLflow's database"),
        (lambda path: path.mkdir(), "file-missing", "there is no database mlflow.db"),
    ],
)
def test_a_database_that_is_none(
    observe: Observe, tmp_path: Path, make: Callable[[Path], object], reason: str, words: str
) -> None:
    make(tmp_path / "mlflow.db")
    found = observe("sqlite:///mlflow.db", "good", root=tmp_path)
    assert (found.reason, found.where) in ((reason, ""), (reason, "mlflow.db"))
    assert words in found.detail


def test_a_locked_database_and_an_endless_one_end_in_time(runs: Runs, tmp_path: Path) -> None:
    shutil.copy(runs.folder / "still.db", tmp_path / "mlflow.db")
    """Who is patient gets the answer that waits behind the lock; who is not is told, before that comes."""
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select x as run_uuid from n"
    with closing(sqlite3.connect(tmp_path / "mlflow.db", isolation_level=None)) as holder:
        hasty, patient = (
            Ask(tmp_path, {"MLFLOW_TRACKING_URI": "sqlite:///mlflow.db"}, lambda host: True, seconds)
            for seconds in (0.3, 60.0)
        )
        reference = Reference("CHURN-1", "metric", runs.ids["good"], {"metric": "recall"})
        holder.execute("begin exclusive")
        with ThreadPoolExecutor(1) as beside:
            waiting = beside.submit(SOURCE.observe, reference, patient)
            locked = SOURCE.observe(reference, hasty)
            holder.execute("rollback")
            assert waiting.result().value == 0.8
        holder.execute("alter table tags rename to old_tags")
        holder.execute(f"create view tags as select '' as key, '' as value, run_uuid from ({endless})")
        slow = SOURCE.observe(reference, hasty)
    assert (locked.reason, slow.reason) == ("unreachable", "unreachable")
    assert "within 0.3 s" in locked.detail


@pytest.mark.parametrize(
    "damage",
    [
        "update latest_metrics set step = 'yesterday'",
        "update latest_metrics set value = 'much'",
        "update runs set start_time = 'yesterday'",
        "update metrics set timestamp = x'00'",
        "alter table latest_metrics rename to elsewhere",
        "alter table tags drop column value",
    ],
)
def test_a_database_with_damaged_rows(runs: Runs, observe: Observe, tmp_path: Path, damage: str) -> None:
    shutil.copy(runs.folder / "still.db", tmp_path / "mlflow.db")
    with closing(sqlite3.connect(tmp_path / "mlflow.db")) as writer:
        writer.execute(damage)
        writer.commit()
    found = observe("sqlite:///mlflow.db", "good", metric="recall", value="max", root=tmp_path)
    assert (found.reason, found.value) == ("unparseable", None)


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("meta.yaml", "- a list", "meta.yaml does not have the expected shape"),
        ("meta.yaml", "status: 3", "meta.yaml does not have the expected shape"),
        ("meta.yaml", "a: [", "meta.yaml does not have the expected shape"),
        ("metrics/recall", "yesterday much 1", "metrics/recall does not have the expected shape"),
        ("metrics/recall", "x" * 20, "metrics/recall does not have the expected shape"),
    ],
)
def test_a_file_store_with_a_damaged_file(
    runs: Runs, observe: Observe, tmp_path: Path, file: str, text: str, words: str
) -> None:
    shutil.copytree(runs.folder / "mlruns", tmp_path / "mlruns")
    (place,) = (tmp_path / "mlruns").glob(f"*/{runs.ids['good']}")
    (place / file).write_text(text)
    found = observe("mlruns", "good", metric="recall", root=tmp_path)
    assert found.reason == "unparseable"
    assert words in found.detail


def test_a_link_out_of_the_file_store_is_not_followed(runs: Runs, observe: Observe, tmp_path: Path) -> None:
    shutil.copytree(runs.folder / "mlruns", tmp_path / "project" / "mlruns")
    (tmp_path / "secret").write_text("a secret")
    (place,) = (tmp_path / "project" / "mlruns").glob(f"*/{runs.ids['good']}")
    (place / "tags" / "stolen").symlink_to(tmp_path / "secret")
    found = observe("mlruns", "good", tag="stolen", root=tmp_path / "project")
    assert (found.reason, found.value) == ("not-allowed", None)
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("sqlite:////etc/passwd", "not-allowed"),
        ("sqlite:///../mlflow.db", "not-allowed"),
        ("/etc", "not-allowed"),
        ("file:///etc", "not-allowed"),
        ("../mlruns", "not-allowed"),
        ("http://tracker.example", "not-allowed"),
        ("http://me:hush@127.0.0.1", "bad-reference"),
        ("postgresql://me:hush@db/mlflow", "not-configured"),
        ("databricks://profile", "not-configured"),
        ("databricks", "not-configured"),
        ("uc:https://host", "not-configured"),
        ("http://", "bad-reference"),
        ("http://127.0.0.1:port", "bad-reference"),
        ("sqlite:///mlflow.db?mode=rwc", "bad-reference"),
        ("sqlite://", "bad-reference"),
        ("mlruns\0", "bad-reference"),
    ],
)
def test_an_item_names_only_what_is_allowed(observe: Observe, uri: str, reason: str) -> None:
    found = observe("", "good", tracking_uri=uri)
    assert found.reason == reason
    assert "hush" not in found.detail + found.where


def test_an_item_may_name_a_store_of_the_project(observe: Observe, server: str) -> None:
    for uri in ("sqlite:///mlflow.db", "mlruns", "./mlruns", server):
        assert observe("", "good", metric="recall", tracking_uri=uri).value == 0.8


def test_without_settings_mlflows_own_places_are_looked_at(runs: Runs, observe: Observe, tmp_path: Path) -> None:
    assert observe("", "good", root=tmp_path).reason == "not-configured"
    shutil.copy(runs.folder / "still.db", tmp_path / "mlflow.db")
    assert observe("", "good", root=tmp_path).where.startswith("mlflow.db#")
    shutil.copytree(runs.folder / "mlruns", tmp_path / "mlruns")
    assert observe("", "good", root=tmp_path).where.startswith("mlruns/")


def test_a_registry_may_stand_elsewhere(runs: Runs, tmp_path: Path) -> None:
    environment = {"MLFLOW_TRACKING_URI": "mlruns", "MLFLOW_REGISTRY_URI": "sqlite:///mlflow.db"}
    reference = Reference("CHURN-1", "metric", "models:/churn@champion", {"metric": "recall"})
    found = SOURCE.observe(reference, Ask(runs.folder, environment, lambda host: False))
    assert (found.value, found.where.split("/")[0]) == (0.8, "mlruns")


def told(metric: dict[str, Any] | None = None, **info: Any) -> bytes:
    """A run as a server tells it, with something strange in it."""
    about = {"run_id": "r", "experiment_id": "1", "status": "FINISHED", "start_time": 1, "end_time": 2, **info}
    recall = {"key": "recall", "value": 0.5, "timestamp": 1, "step": 0, **(metric or {})}
    return json.dumps({"run": {"info": about, "data": {"metrics": [recall]}}}).encode()


class Odd(BaseHTTPRequestHandler):
    """A server that answers what it was told to, and remembers who asked."""

    status, body = 200, b"{}"
    heard: list[tuple[str, str | None]] = []

    def do_GET(self) -> None:
        type(self).heard.append((self.path, self.headers.get("Authorization")))
        self.send_response(type(self).status)
        self.send_header("Location", "http://elsewhere.example/")
        self.end_headers()
        self.wfile.write(type(self).body)

    def log_message(self, *words: object) -> None:
        """Quiet."""


@pytest.fixture
def odd() -> Iterator[type[Odd]]:
    Odd.heard = []
    server = HTTPServer(("127.0.0.1", 0), Odd)
    Thread(target=server.serve_forever, daemon=True).start()
    Odd.address = f"http://127.0.0.1:{server.server_port}"  # type: ignore[attr-defined]
    yield Odd
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (401, b"", "unauthorised"),
        (403, b"", "unauthorised"),
        (500, b"", "unreachable"),
        (503, b"{}", "unreachable"),
        (429, b"", "unreachable"),
        (302, b"", "unparseable"),
        (404, b"<html>", "unparseable"),
        (404, b'{"error_code": "RESOURCE_DOES_NOT_EXIST"}', "run-missing"),
        (400, b'{"error_code": "INVALID_PARAMETER_VALUE", "message": "bad"}', "bad-reference"),
        (400, b"[1]", "unparseable"),
        (200, b"<html>", "unparseable"),
        (200, b"[" * 100_000, "unparseable"),
        (200, b"[]", "unparseable"),
        (200, b'{"run": {"info": {}}}', "unparseable"),
        (200, json.dumps({"run": {"info": {"run_id": 1}}}).encode(), "unparseable"),
        (200, told(start_time=10**400), "ok"),
        (200, told(status=["FINISHED"]), "run-not-finished"),
        (200, told(metric={"step": 10**30}), "unparseable"),
        (200, told(metric={"value": {}}), "unparseable"),
        (200, told(metric={"timestamp": 10**17}), "ok"),
    ],
)
def test_a_server_that_does_not_answer_as_hoped(
    odd: Any, observe: Observe, status: int, body: bytes, reason: str
) -> None:
    odd.status, odd.body = status, body
    found = observe(odd.address, "good", metric="recall")
    assert found.reason == reason
    assert found.where.startswith(odd.address)


def test_a_server_that_is_down(observe: Observe, odd: Any) -> None:
    found = observe("http://127.0.0.1:1", "good", metric="recall")
    assert (found.reason, found.detail) == ("unreachable", "127.0.0.1 cannot be reached: no connection")


def test_a_host_that_nobody_allowed_is_not_asked(odd: Any, runs: Runs) -> None:
    ask = Ask(runs.folder, {"MLFLOW_TRACKING_URI": odd.address}, lambda host: False)
    found = SOURCE.observe(Reference("CHURN-1", "metric", runs.ids["good"], {}), ask)
    assert (found.reason, odd.heard) == ("not-allowed", [])


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"MLFLOW_TRACKING_USERNAME": "me", "MLFLOW_TRACKING_PASSWORD": "hush"}, "Basic bWU6aHVzaA=="),
        ({"MLFLOW_TRACKING_TOKEN": "hush"}, "Bearer hush"),
        ({}, None),
    ],
)
def test_credentials_go_to_the_server_of_the_environment_and_to_no_other(
    odd: Any, runs: Runs, environment: dict[str, str], expected: str | None
) -> None:
    odd.status, odd.body = 401, b""
    reference = Reference("CHURN-1", "metric", runs.ids["good"], {})
    named = {**environment, "MLFLOW_TRACKING_URI": odd.address}
    found = SOURCE.observe(reference, Ask(runs.folder, named, lambda host: True))
    assert [auth for _, auth in odd.heard] == [expected]
    assert "hush" not in repr(found)
    other = reference._replace(options={"tracking_uri": odd.address})
    for elsewhere in ({}, {"MLFLOW_TRACKING_URI": "http://127.0.0.1:1"}):
        odd.heard = []
        SOURCE.observe(other, Ask(runs.folder, {**environment, **elsewhere}, lambda host: True))
        assert [auth for _, auth in odd.heard] == [None]


def test_credentials_in_the_address_of_the_environment_are_used_and_never_shown(odd: Any, runs: Runs) -> None:
    odd.status, odd.body = 401, b""
    address = odd.address.replace("http://", "http://me:hush@")
    ask = Ask(runs.folder, {"MLFLOW_TRACKING_URI": address}, lambda host: True)
    found = SOURCE.observe(Reference("CHURN-1", "metric", runs.ids["good"], {}), ask)
    assert [auth for _, auth in odd.heard] == ["Basic bWU6aHVzaA=="]
    assert found.where == odd.address
    assert "hush" not in repr(found)


def test_tagged_runs_that_their_item_does_not_name_are_found(store: str, runs: Runs) -> None:
    ask = Ask(runs.folder, {"MLFLOW_TRACKING_URI": store}, lambda host: True)
    found, fault = tagged_runs(ask)
    assert fault == ""
    assert {(run.item, run.locator, run.state) for run in found} == {
        ("CHURN-1", runs.ids["good"], "FINISHED"),
        ("CHURN-1", runs.ids["failed"], "FAILED"),
        ("CHURN-1", runs.ids["killed"], "KILLED"),
        ("CHURN-1", runs.ids["running"], "RUNNING"),
    }
    named = {"CHURN-1": [f"mlflow:{runs.ids['good']}", f"runs:/{runs.ids['failed']}"], "CHURN-2": []}
    assert {run.locator for run in unnamed(found, named)} == {runs.ids["killed"], runs.ids["running"]}
    assert unnamed(found, {}) == ()


def test_without_a_store_the_reason_is_told_in_place_of_runs(tmp_path: Path) -> None:
    found, fault = tagged_runs(Ask(tmp_path, {}, lambda host: True))
    assert found == ()
    assert fault.startswith("set MLFLOW_TRACKING_URI")
