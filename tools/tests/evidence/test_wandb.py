"""The source wandb: runs that the real SDK made, online as a loopback server was sent them, and offline as folders."""

import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, NamedTuple

import pytest
from wandb_server import BASIC, KEY, Stored, listening

from backlogue.base.observation import DataSet, Observation
from backlogue.evidence.collect import Wanted, collect
from backlogue.evidence.source import Ask, Reference
from backlogue.evidence.sources.wandb import SOURCE
from backlogue.evidence.wandb import offline
from backlogue.evidence.wandb.offline import read_offline
from backlogue.evidence.wandb.online import read_online
from backlogue.evidence.wandb.wish import read_wish

Observe = Callable[..., Observation]
COMMIT = "8c6f1c2d3e4b5a69788796a5b4c3d2e1f0a9b8c7"
RUN = "acme/churn/r1"
BIN = Path(sys.executable).parent

# One run that holds everything, then one that fails and one that is cut off while it runs. The SDK asks
# for the commit of the folder it runs in, so the environment gives it one.
SCRIPT = """
import math, os, sys, time, wandb

mode, name, folder = sys.argv[1:]
quiet = wandb.Settings(console="off", silent=True)
run = wandb.init(project="churn", entity="acme", id=name, mode=mode, tags=["candidate", "CHURN-1"], group="cv",
                 job_type="train", config={"lr": 0.1, "model": {"depth": 6}, "shuffle": True, "kind": "tree"},
                 dir=folder, settings=quiet)
run.define_metric("val/recall", summary="max")
run.define_metric("loss", summary="min,mean,last")
for step in range(3):
    run.log({"recall": 0.7 + step / 10, "val/recall": 0.9 - step / 10, "loss": step, "nan": math.nan,
             "inf": math.inf, "-inf": -math.inf, "large": 1.797e308})
run.summary.update({"text": "good", "nested": {"a": {"b": 2}}, "a.b": 1})
run.summary["set"] = math.nan
if mode == "offline" and name == "r1":
    made = wandb.Artifact("sessions", type="dataset")
    with made.new_file("sessions.csv") as file:
        file.write("a,b\\n1,2\\n")
    run.log_artifact(made)
if name == "cut":
    time.sleep(2)
    os._exit(1)
run.finish(exit_code=3 if name == "bad" else 0)
"""


class Made(NamedTuple):
    """The project's folder, the folders of its offline runs by name, and the server with the online ones."""

    root: Path
    offline: dict[str, str]
    server: Stored


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    root = tmp_path_factory.mktemp("wandb")
    (root / "script.py").write_text(SCRIPT)
    with listening() as server:
        wanted = [("online", "r1"), ("online", "bad"), ("offline", "r1"), ("offline", "bad"), ("offline", "cut")]
        running = [(mode, name, _start(root, server, mode, name)) for mode, name in wanted]
        for mode, name, process in running:
            _, words = process.communicate(timeout=120)
            assert process.returncode in (0, 1), (mode, name, words)
        folders = {path.name.rsplit("-", 1)[1]: path for path in root.glob("wandb/offline-run-*")}
        digest = "b0f391248219c190ed1cc7543f6bd20d"
        server.runs["r1"]["inputArtifacts"] = [_artifact("sessions", "dataset", digest, 2, "latest")]
        server.runs["r1"]["outputArtifacts"] = [
            _artifact("churn", "model", "1" * 32, 4, "epoch"),
            _artifact("churn", "model", "2" * 32, 5, "best"),
        ]
        offline = {name: path.relative_to(root).as_posix() for name, path in folders.items()}
        yield Made(root, offline, server)


def _start(root: Path, server: Stored, mode: str, name: str) -> subprocess.Popen[bytes]:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(root),
        "WANDB_BASE_URL": server.address,
        "WANDB_API_KEY": KEY,
        "WANDB_ERROR_REPORTING": "false",
        "WANDB_GIT_COMMIT": COMMIT,
        "WANDB_GIT_REMOTE_URL": "https://git.example/acme/churn.git",
    }
    command = [sys.executable, "script.py", mode, name, str(root)]
    return subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _artifact(name: str, kind: str, digest: str, version: int, alias: str) -> dict[str, Any]:
    return {
        "digest": digest,
        "versionIndex": version,
        "artifactType": {"name": kind},
        "artifactSequence": {"name": name},
        "aliases": [{"alias": alias}],
    }


@pytest.fixture
def observe(made: Made) -> Iterator[Observe]:
    def ask(locator: str, *, environment: dict[str, str] | None = None, **options: Any) -> Observation:
        usual = {"WANDB_BASE_URL": made.server.address, "WANDB_API_KEY": KEY, "PATH": os.environ["PATH"]}
        given = usual if environment is None else environment
        reference = Reference("CHURN-1", "metric", made.offline.get(locator, locator), options)
        return SOURCE.observe(reference, Ask(made.root, given, lambda host: host == "127.0.0.1", 60.0))

    yield ask
    made.server.status, made.server.body = 200, None


VALUES: list[tuple[dict[str, Any], Any, str]] = [
    ({"metric": "recall"}, pytest.approx(0.9), "finite"),
    ({"metric": "recall", "value": "last"}, pytest.approx(0.9), "finite"),
    ({"metric": "val/recall", "value": "max"}, 0.9, "finite"),
    ({"metric": "loss"}, 2, "finite"),
    ({"metric": "loss", "value": "min"}, 0, "finite"),
    ({"metric": "loss", "value": "mean"}, 1, "finite"),
    ({"metric": "nested.a.b"}, 2, "finite"),
    ({"metric": "a.b"}, 1, "finite"),
    ({"metric": "text"}, "good", "text"),
    ({"metric": "nan"}, None, "nan"),
    ({"metric": "inf"}, None, "infinite"),
    ({"metric": "-inf"}, None, "infinite"),
    ({"metric": "large"}, None, "infinite"),
    ({"config": "lr"}, 0.1, "finite"),
    ({"config": "model.depth"}, 6, "finite"),
    ({"config": "shuffle"}, "true", "text"),
    ({"config": "kind"}, "tree", "text"),
    ({"tag": "candidate"}, "candidate", "text"),
    ({"about": "group"}, "cv", "text"),
    ({"about": "job_type"}, "train", "text"),
    ({"about": "tags"}, "CHURN-1, candidate", "text"),
    ({"about": "state"}, "finished", "text"),
    ({}, "finished", "text"),
]
MISSING: list[tuple[dict[str, Any], str, str]] = [
    ({"metric": "never"}, "metric-missing", "the run's summary has no never"),
    ({"metric": "nested.a.c"}, "metric-missing", "the run's summary has no nested.a.c"),
    ({"metric": "val/recall"}, "metric-missing", "keeps no last of val/recall: write value: max"),
    ({"metric": "loss", "value": "max"}, "metric-missing", "keeps no max of loss: write value: last or min or mean"),
    ({"metric": "recall", "value": "max"}, "metric-missing", "keeps only the last value of recall"),
    ({"metric": "nested"}, "unparseable", "nested is not a single value"),
    ({"config": "never"}, "metric-missing", "the run's configuration has no never"),
    ({"config": "model"}, "unparseable", "model is not a single value"),
    ({"tag": "never"}, "metric-missing", "the run does not bear the tag never"),
    ({"artifact": "never"}, "metric-missing", "the run neither used nor made the artifact never"),
]


@pytest.mark.parametrize(("options", "value", "kind"), VALUES)
def test_every_way_to_name_a_value(
    observe: Observe, made: Made, options: dict[str, Any], value: object, kind: str
) -> None:
    found = observe(RUN, **options)
    assert (found.value, found.kind, found.reason, found.detail) == (value, kind, "ok", "")
    assert (found.state, found.commit, len(found.digest)) == ("finished", COMMIT, 64)
    assert found.where == f"{made.server.address}/acme/churn/runs/r1"
    assert found.dataset == DataSet("sessions", "wandb:b0f391248219c190ed1cc7543f6bd20d")


@pytest.mark.parametrize(("options", "reason", "words"), MISSING)
def test_every_reason_why_there_is_no_value(observe: Observe, options: dict[str, Any], reason: str, words: str) -> None:
    found = observe(RUN, **options)
    assert (found.value, found.kind, found.reason) == (None, "missing", reason)
    assert words in found.detail
    assert found.where


def test_a_summary_of_null_is_no_number(observe: Observe, made: Made) -> None:
    made.server.runs["null"] = {**made.server.runs["r1"], "summaryMetrics": '{"set": null, "list": [1], "big": 1e999}'}
    assert observe("acme/churn/null", metric="set").reason == "unparseable"
    assert observe("acme/churn/null", metric="list").reason == "unparseable"
    assert observe("acme/churn/null", metric="big").kind == "infinite"


@pytest.mark.parametrize("sign", ["NaN", "Infinity", "-Infinity"])
def test_signs_written_as_texts_are_no_texts(observe: Observe, made: Made, sign: str) -> None:
    made.server.runs["signs"] = {**made.server.runs["r1"], "summaryMetrics": json.dumps({"recall": sign})}
    found = observe("acme/churn/signs", metric="recall")
    assert (found.value, found.kind) == (None, "nan" if sign == "NaN" else "infinite")


@pytest.mark.parametrize(
    ("options", "reason", "value"),
    [
        ({"artifact": "sessions"}, "ok", "b0f391248219c190ed1cc7543f6bd20d"),
        ({"artifact": "churn:best"}, "ok", "2" * 32),
        ({"artifact": "churn:v4"}, "ok", "1" * 32),
        ({"artifact": "churn"}, "bad-reference", None),
        ({"artifact": "churn:v9"}, "metric-missing", None),
        ({"metric": "a.b", "data": "sessions"}, "ok", 1),
        ({"metric": "a.b", "data": "data/sessions.csv.dvc"}, "ok", 1),
        ({"metric": "a.b", "data": "calendar"}, "ok", 1),
    ],
)
def test_artifacts_and_the_data_behind_a_value(
    observe: Observe, options: dict[str, Any], reason: str, value: object
) -> None:
    found = observe(RUN, **options)
    assert found.reason == reason
    assert found.value == value
    if reason == "ok" and "artifact" not in options:
        assert found.dataset == DataSet("sessions", "wandb:b0f391248219c190ed1cc7543f6bd20d")


def test_the_page_of_a_run_is_a_reference_too(observe: Observe, made: Made) -> None:
    page = f"{made.server.address}/acme/churn/runs/r1"
    for address in (page, f"{page}/overview", f"{page}?nw=nwuser", f"{page}/#charts"):
        assert observe(address, metric="a.b") == observe(RUN, metric="a.b")


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("running", "run-not-finished"),
        ("pending", "run-not-finished"),
        ("preempting", "run-not-finished"),
        ("crashed", "run-failed"),
        ("failed", "run-failed"),
        ("killed", "run-failed"),
        ("preempted", "run-failed"),
    ],
)
def test_only_a_finished_run_gives_values(observe: Observe, made: Made, state: str, reason: str) -> None:
    made.server.runs["other"] = {**made.server.runs["r1"], "state": state}
    found = observe("acme/churn/other", metric="recall")
    assert (found.value, found.reason, found.state) == (None, reason, state)


def test_a_run_that_the_sdk_ended_with_a_fault(observe: Observe) -> None:
    online, offline = observe("acme/churn/bad", metric="recall"), observe("bad", metric="recall")
    assert (online.reason, online.state, online.value) == ("run-failed", "failed", None)
    assert (offline.reason, offline.state, offline.value) == ("run-failed", "failed", None)


@pytest.mark.parametrize("locator", ["acme/churn/none", "acme/none/r1", "none/churn/r1"])
def test_a_run_that_is_not_there(observe: Observe, locator: str) -> None:
    found = observe(locator, metric="recall")
    assert (found.reason, found.detail) == ("run-missing", f"there is no run {locator}")


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (401, b"", "unauthorised"),
        (403, b'{"errors": []}', "unauthorised"),
        (500, b"", "unreachable"),
        (429, b"", "unreachable"),
        (302, b"", "unparseable"),
        (404, b"<html>", "unparseable"),
        (200, b"<html>", "unparseable"),
        (200, b"[]", "unparseable"),
        (200, b'{"data": null}', "unparseable"),
        (200, b'{"data": {"project": {"run": {"state": "finished"}}}}', "unparseable"),
        (200, b'{"data": {"project": {"run": {"state": "x", "config": "{", "summaryMetrics": "{}"}}}}', "unparseable"),
        (200, b'{"errors": [{"message": "permission denied"}], "data": {"project": null}}', "unauthorised"),
        (200, b'{"errors": [{"message": "Cannot query field"}]}', "unparseable"),
    ],
)
def test_a_server_that_does_not_answer_as_hoped(
    observe: Observe, made: Made, status: int, body: bytes, reason: str
) -> None:
    made.server.status, made.server.body = status, body
    assert observe(RUN, metric="recall").reason == reason


def test_a_server_that_is_down_is_not_a_matter_of_keys(observe: Observe) -> None:
    found = observe(RUN, environment={"WANDB_BASE_URL": "http://127.0.0.1:1", "WANDB_API_KEY": KEY})
    assert (found.reason, found.detail) == ("unreachable", "127.0.0.1 cannot be reached: no connection")


def test_keys_are_judged_by_the_server_and_never_shown(observe: Observe, made: Made) -> None:
    here = {"WANDB_BASE_URL": made.server.address}
    wrong = observe(RUN, environment={**here, "WANDB_API_KEY": "b" * 40})
    none = observe(RUN, environment=here)
    strange = observe(RUN, environment={**here, "WANDB_API_KEY": "bé\nb"})
    assert (wrong.reason, none.reason) == ("unauthorised", "unauthorised")
    assert none.detail == "there is no public run acme/churn/r1: set WANDB_API_KEY"
    assert strange.reason == "unauthorised"
    assert "bbbb" not in repr(wrong)


def test_the_key_goes_to_the_server_of_the_environment_and_to_no_other(observe: Observe, made: Made) -> None:
    made.server.heard.clear()
    observe(RUN)
    observe(f"{made.server.address}/acme/churn/runs/r1", environment={"WANDB_API_KEY": KEY})
    assert made.server.heard == [BASIC, None]


def test_a_host_that_nobody_allowed_is_not_asked(observe: Observe, made: Made) -> None:
    made.server.asked.clear()
    for locator in (RUN, "https://wandb.ai/acme/churn/runs/r1"):
        found = observe(locator, environment={"WANDB_API_KEY": KEY})
        assert (found.reason, found.detail) == (
            "not-allowed",
            "api.wandb.ai is not under evidence.hosts in backlogue.yaml of the main branch",
        )
    assert observe("https://evil.example/acme/churn/runs/r1").reason == "not-allowed"
    assert made.server.asked == []


@pytest.mark.parametrize(
    ("locator", "options", "words"),
    [
        ("", {}, "is not ENTITY/PROJECT/RUN"),
        ("churn/r1", {}, "is not ENTITY/PROJECT/RUN"),
        ("acme/churn/r1/x", {}, "is not ENTITY/PROJECT/RUN"),
        ("../churn/r1", {}, "is not ENTITY/PROJECT/RUN"),
        ("https://wandb.ai/acme", {}, "is not ENTITY/PROJECT/RUN"),
        ("https://me:hush@wandb.ai/acme/churn/runs/r1", {}, "must not hold credentials"),
        ("https://[/acme/churn/runs/r1", {}, "cannot be understood"),
        (RUN, {"metric": ["recall"]}, "metric must be a text"),
        (RUN, {"metric": "recall", "config": "lr"}, "metric and config cannot be asked for at once"),
        (RUN, {"value": "max"}, "name the metric"),
        (RUN, {"metric": "recall", "value": "median"}, "value must be one of"),
        (RUN, {"about": "weather"}, "about must be one of"),
    ],
)
def test_a_reference_that_cannot_be_meant(observe: Observe, locator: str, options: dict[str, Any], words: str) -> None:
    found = observe(locator, **options)
    assert (found.reason, found.value) == ("bad-reference", None)
    assert words in found.detail
    assert "hush" not in repr(found)


def test_the_sdk_reads_the_loopback_server_as_we_do(observe: Observe, made: Made) -> None:
    """That the server answers as W&B's does: W&B's own client, which knows the real one, is content with it."""
    script = (
        "import json, wandb; run = wandb.Api().run('acme/churn/r1'); print(json.dumps([run.state, sorted(run.tags),"
    )
    script += (
        " run.group, run.job_type, run.commit, run.config, run.summary['recall'], run.summary['val/recall']['max']]))"
    )
    environment = {"PATH": os.environ["PATH"], "HOME": str(made.root), "WANDB_API_KEY": KEY}
    environment["WANDB_BASE_URL"] = made.server.address
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=made.root, capture_output=True, timeout=120, check=True
    )
    config = {"lr": 0.1, "model": {"depth": 6}, "shuffle": True, "kind": "tree"}
    assert json.loads(done.stdout) == [
        observe(RUN).state,
        observe(RUN, about="tags").value.split(", "),  # type: ignore[union-attr]
        observe(RUN, about="group").value,
        observe(RUN, about="job_type").value,
        observe(RUN).commit,
        config,
        observe(RUN, metric="recall").value,
        observe(RUN, metric="val/recall", value="max").value,
    ]


def test_an_offline_run_says_what_the_same_run_says_online(made: Made) -> None:
    online = read_online(read_wish(Reference("I", "c", RUN, {})), _ask(made))
    offline = read_offline(read_wish(Reference("I", "c", made.offline["r1"], {})), _ask(made))
    for each in (online.summary, offline.summary):
        for own in ("_timestamp", "_runtime", "_wandb"):  # when this very run ran
            each.pop(own, None)  # type: ignore[attr-defined]
    summaries = [json.dumps(_signed(each.summary), sort_keys=True) for each in (online, offline)]
    assert summaries[0] == summaries[1]
    ours = ("state", "commit", "group", "job_type", "tags", "config")
    assert [getattr(online, name) for name in ours] == [getattr(offline, name) for name in ours]
    assert [(each.name, each.type, each.used) for each in offline.artifacts] == [("sessions", "dataset", False)]
    assert (offline.where, online.at[:10]) == (f"{made.offline['r1']}/run-r1.wandb", offline.at[:10])


def test_an_offline_run_is_a_reference(observe: Observe, made: Made) -> None:
    folder = observe("r1", metric="val/recall", value="max")
    assert (folder.value, folder.kind, folder.commit) == (0.9, "finite", COMMIT)
    file = observe(f"{made.offline['r1']}/run-r1.wandb", artifact="sessions")
    assert (file.kind, len(str(file.value)), file.dataset.name) == ("text", 32, "sessions")
    assert file.digest == folder.digest


def test_an_offline_run_is_read_once_for_all_that_refer_to_it(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command takes seconds; asked for sixteen criteria at once, none would end in time."""
    log, run = tmp_path / "calls", tmp_path / "offline-run-20260101_000000-r1"
    shutil.copytree(made.root / made.offline["r1"], run)
    (tmp_path / "wandb").write_text(f'#!/bin/sh\necho called >> {log}\nexec {BIN}/wandb "$@"\n')
    (tmp_path / "wandb").chmod(0o755)
    monkeypatch.setattr(offline, "_AT_ONCE", BoundedSemaphore(1))
    ask = Ask(tmp_path, {"PATH": f"{tmp_path}:{os.environ['PATH']}"}, lambda host: False, 60.0)
    wanted = [Wanted("A-1", key, {"wandb": run.name, "metric": key}) for key in ("recall", "nan", "inf", "large")]

    said = dict(collect(wanted, ask, 8))
    assert [said[index].kind for index in range(4)] == ["finite", "nan", "infinite", "infinite"]
    assert log.read_text() == "called\n" * 2
    (file,) = run.glob("*.wandb")
    os.utime(file, (0, 0))
    assert [one.kind for _, one in collect(wanted[3:], ask)] == ["infinite"]
    assert log.read_text() == "called\n" * 4


def test_an_offline_run_that_was_cut_off(observe: Observe) -> None:
    found = observe("cut", metric="recall")
    assert (found.value, found.reason) == (None, "run-not-finished")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda told: told[:-200], "run-not-finished"),
        (lambda told: told[:900] + b"\xff" + told[901:], "unparseable"),
        (lambda told: b"something else", "unparseable"),
    ],
)
def test_a_damaged_file(observe: Observe, made: Made, damage: Callable[[bytes], bytes], reason: str) -> None:
    (file,) = (made.root / made.offline["r1"]).glob("*.wandb")
    (made.root / "damaged.wandb").write_bytes(damage(file.read_bytes()))
    found = observe("damaged.wandb", metric="recall")
    assert (found.value, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("locator", "reason"),
    [
        ("wandb/offline-run-20260101_000000-none", "file-missing"),
        ("none.wandb", "file-missing"),
        ("../offline-run-20260101_000000-none", "not-allowed"),
        ("/etc/none.wandb", "not-allowed"),
        ("link.wandb", "not-allowed"),
        ("run-20260101_000000-empty", "file-missing"),
    ],
)
def test_an_offline_run_that_is_not_there(
    observe: Observe, made: Made, tmp_path: Path, locator: str, reason: str
) -> None:
    (tmp_path / "far.wandb").write_bytes(b"")
    (made.root / "run-20260101_000000-empty").mkdir(exist_ok=True)
    if not (made.root / "link.wandb").is_symlink():
        (made.root / "link.wandb").symlink_to(tmp_path / "far.wandb")
    assert observe(locator, metric="recall").reason == reason


def test_without_wandb_there_is_no_offline_run(
    observe: Observe, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert observe("r1", environment={"PATH": str(tmp_path)}).reason == "tool-missing"
    tool = tmp_path / "wandb"
    tool.write_text("#!/bin/sh\necho 'Error: No such command leet' >&2\nexit 2\n")
    tool.chmod(0o755)
    assert observe("r1", environment={"PATH": str(tmp_path)}).detail.endswith("install wandb 0.31 or later")
    tool.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    reference = Reference("CHURN-1", "metric", made.offline["r1"], {})
    slow = SOURCE.observe(reference, Ask(made.root, {"PATH": str(tmp_path)}, lambda host: True, 0.2))
    assert (slow.reason, slow.detail) == ("unreachable", "wandb gave no answer within 0.2 s")


def test_the_command_sees_no_secret(observe: Observe, made: Made, tmp_path: Path) -> None:
    tool = tmp_path / "wandb"
    tool.write_text(f"#!/bin/sh\n/usr/bin/env > {tmp_path}/seen\nexit 1\n")
    tool.chmod(0o755)
    observe("r1", environment={"PATH": str(tmp_path), "WANDB_API_KEY": KEY})
    assert KEY not in (tmp_path / "seen").read_text()


def _ask(made: Made) -> Ask:
    environment = {"WANDB_BASE_URL": made.server.address, "WANDB_API_KEY": KEY, "PATH": os.environ["PATH"]}
    return Ask(made.root, environment, lambda host: True, 60.0)


def _signed(told: Any) -> Any:
    """NaN and the infinities as the texts that the offline command writes."""
    if isinstance(told, dict):
        return {key: _signed(value) for key, value in told.items() if value is not None}
    if isinstance(told, float) and (told != told or abs(told) == math.inf):
        return "NaN" if told != told else "Infinity" if told > 0 else "-Infinity"
    return told
