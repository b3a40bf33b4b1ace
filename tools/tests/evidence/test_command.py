"""The command from its outside, in real git repositories: collect, check, verify, show; whom it asks; what it keeps."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from evidence.tracker import PATIENCE, Tracker, run_id, tracking
from repositories import GitFolder, make_repository

from backlogue.cli import evidence_collect
from backlogue.world.write import create

CANARY = "canary-5f1d-not-for-anybody"
CONFIG = """\
done:
  model:
    for: "type = story"
    criteria:
      pipeline-tested: {text: The pipeline is tested, check: tests}
      holdout-metric: {text: The holdout metric meets its target, check: metric}
"""
ITEM = """\
---
id: CHURN-12
type: story
title: Serve the score
status: %s
owner: alice
points: 5
evidence:
  pipeline-tested: {junit: reports/pipeline.xml, covers: src}
  holdout-metric: {json: reports/eval.json, metric: recall, at_least: 0.82, data: data/sessions.csv.dvc}
---
## Acceptance criteria
- [x] The score is shown
"""
REPORT = (
    '<testsuite name="p" tests="2" failures="%d" timestamp="2026-08-01T10:00:00">'
    '<testcase classname="p" name="a"/><testcase classname="p" name="b">%s</testcase></testsuite>'
)
PATH, LOCK = "backlog/CHURN-12-serve-the-score.md", "backlog/CHURN-12.evidence.json"


class Ran(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def run(root: Path, *arguments: str, **environment: str) -> Ran:
    """A command in a process of its own, with nothing of this machine's settings for trackers or CI."""
    done = subprocess.run(
        [sys.executable, "-m", "backlogue", *arguments],
        cwd=root,
        env=clean(root, environment),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def clean(root: Path, more: Mapping[str, str]) -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "PYTHONPATH", "VIRTUAL_ENV") if key in os.environ}
    return {**kept, "BACKLOGUE_CACHE_DIR": str(root.parent / "cache"), **more}


def verdicts(ran: Ran) -> dict[str, tuple[str, str]]:
    return {one["criterion"]: (one["verdict"], one["reason"]) for one in json.loads(ran.out)["evidence"]}


def codes(root: Path, *arguments: str) -> list[str]:
    """The rules on evidence that find something."""
    found = json.loads(run(root, "check", "--format", "json", *arguments).out)["findings"]
    return sorted(one["code"] for one in found if one["code"].startswith(("DON", "CHG", "SHP", "SRC")))


@pytest.fixture
def repository(tmp_path: Path) -> GitFolder:
    """Tests passed, and the metric is met on a data set of a known version."""
    made = make_repository(tmp_path / "project")
    files = {
        "backlogue.yaml": CONFIG,
        PATH: ITEM % "in-review",
        "src/score.py": "def score(customer):\n    return 1\n",
        "reports/pipeline.xml": REPORT % (0, ""),
        "reports/eval.json": '{"recall": 0.83}\n',
        "data/sessions.csv.dvc": "outs:\n- md5: 8c1f%s\n  path: sessions.csv\n" % ("0" * 28),
    }
    made.commit(files)
    return made


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    with tracking() as found:
        yield found


def test_from_nothing_known_to_done(repository: GitFolder) -> None:
    root = repository.root
    assert codes(root) == ["DON114", "DON114"]
    repository.write({PATH: ITEM % "done"})
    assert codes(root) == ["DON102", "DON102"]
    ran = run(root, "evidence", "collect", "--format", "json")
    # A JSON file says of no data set that it is of it, so the metric stays open.
    assert verdicts(ran) == {"pipeline-tested": ("pass", "ok"), "holdout-metric": ("unknown", "data-unbound")}
    assert json.loads(ran.out)["locks"] == [LOCK]
    assert codes(root) == ["DON102"]
    repository.write({PATH: (ITEM % "done").replace(", data: data/sessions.csv.dvc", "")})
    assert run(root, "evidence", "collect").code == 0
    assert codes(root) == []


def done(repository: GitFolder) -> Path:
    """The item is done, proven and committed."""
    repository.write({PATH: (ITEM % "done").replace(", data: data/sessions.csv.dvc", "")})
    assert run(repository.root, "evidence", "collect").code == 0
    repository.commit({}, "Done")
    assert codes(repository.root) == []
    return repository.root


def test_collecting_again_changes_no_byte_and_a_moved_threshold_needs_no_collecting(repository: GitFolder) -> None:
    root = done(repository)
    before = (root / LOCK).read_bytes()
    assert json.loads(run(root, "evidence", "collect", "id = CHURN-12", "--format", "json").out)["locks"] == []
    assert (root / LOCK).read_bytes() == before
    text = (root / PATH).read_text()
    repository.write({PATH: text.replace("0.82", "0.9")})
    assert codes(root) == ["DON102"]


def test_a_lock_that_changes_is_seen_in_spite_of_the_cache(repository: GitFolder) -> None:
    root = done(repository)
    old = time.time() - 3600
    for path in (root / "backlog").iterdir():
        os.utime(path, (old, old))
    os.utime(root / "backlogue.yaml", (old, old))
    assert codes(root) == []
    assert codes(root) == []
    text = (root / LOCK).read_text()
    repository.write({LOCK: text.replace('"value": 0.83', '"value": 0.93')})
    os.utime(root / LOCK, (old + 1, old + 1))
    assert codes(root) == ["DON102", "DON102", "DON116"]
    assert codes(root, "--base", "HEAD") == ["CHG109", "DON102", "DON102", "DON116"]
    repository.write({LOCK: None})
    assert codes(root) == ["DON102", "DON102"]


def test_a_file_that_evidence_depends_on_makes_it_suspect_in_spite_of_the_cache(repository: GitFolder) -> None:
    root = repository.root
    run(root, "evidence", "collect")
    old = time.time() - 3600
    for path in [*(root / "backlog").iterdir(), root / "backlogue.yaml"]:
        os.utime(path, (old, old))
    repository.commit({}, "Locks")
    assert codes(root) == ["DON112"]
    assert codes(root) == ["DON112"]
    repository.write({"src/score.py": "def score(customer):\n    return 0\n"})
    assert codes(root) == ["DON112", "DON119"]
    repository.git("checkout", "--", "src/score.py")
    assert codes(root) == ["DON112"]
    # What git does not keep is another on each machine.
    repository.write({"src/__pycache__/score.pyc": b"\x00", ".gitignore": "__pycache__\n"})
    assert codes(root) == ["DON112"]
    assert codes(root, "--at", "HEAD") == ["DON112"]


def test_drift(repository: GitFolder) -> None:
    root = done(repository)
    assert run(root, "evidence", "verify").code == 0
    repository.write({"reports/eval.json": '{"recall": 0.79}\n', "reports/pipeline.xml": REPORT % (1, "<failure/>")})
    ran = run(root, "evidence", "verify", "--format", "json")
    ways = {one["criterion"]: [drift["way"] for drift in one["drift"]] for one in json.loads(ran.out)["evidence"]}
    assert ran.code == 1
    assert ways == {
        "pipeline-tested": ["value-changed", "outdated"],
        "holdout-metric": ["value-changed", "outdated"],
    }
    # What is locked for finished work says what was known then, unless it is asked for by name.
    before = (root / LOCK).read_bytes()
    run(root, "evidence", "collect")
    assert (root / LOCK).read_bytes() == before
    assert "fail" in run(root, "evidence", "collect", "id = CHURN-12").out
    assert codes(root) == ["DON102", "DON102"]


def test_a_deleted_run_is_drift(tmp_path: Path, tracker: Tracker) -> None:
    root = tracked(tmp_path, tracker.address).root
    tracker.metrics = {run_id(1): {"recall": 0.83}}
    where = {"MLFLOW_TRACKING_URI": tracker.address}
    assert run(root, "evidence", "collect", **where).code == 0
    tracker.deleted.add(run_id(1))
    ran = run(root, "evidence", "verify", **where)
    assert ran.code == 1
    assert "gone: was ok, is run-deleted" in ran.out


CHECKPOINTS = """\
---
id: CHURN-24
type: experiment
title: Calling keeps more
status: in-progress
timebox: 40
checkpoints:
  - {sprint: s-1, text: Both arms are filled, evidence: {json: reports/arms.json, metric: filled, at_least: 4800}}
  - {sprint: s-1, text: They are balanced, evidence: {junit: reports/balance.xml}}
  - {sprint: s-2, text: First pairs past day 20, evidence: {by: luis, on: 2026-07-16}}
---
"""
SPRINT = "---\nid: s-1\ntype: sprint\ngoal: Fill both arms\nstart: 2026-07-06\nend: 2026-07-17\n---\n"


def test_a_checkpoint_is_proven_as_a_criterion_is(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "churn")
    files = {
        "backlog/CHURN-24-calling.md": CHECKPOINTS,
        "sprints/s-1.md": SPRINT,
        "sprints/s-2.md": SPRINT.replace("s-1", "s-2").replace("07-06", "07-20").replace("07-17", "07-31"),
        "reports/arms.json": '{"filled": 4210}\n',
        "reports/balance.xml": REPORT % (0, ""),
    }
    made.commit(files)
    first, second = "checkpoint:s-1", "checkpoint:s-1:2"

    def told(code: str) -> list[str]:
        ran = run(made.root, "check", "--today", "2026-07-20", "--format", "json")
        return [one["message"] for one in json.loads(ran.out)["findings"] if one["code"] == code]

    assert [one.rpartition(": ")[2] for one in told("EXP113")] == ["it has not been collected yet"] * 2
    ran = run(made.root, "evidence", "collect", "--format", "json")
    assert verdicts(ran) == {first: ("fail", "below"), second: ("pass", "ok")}
    lock = json.loads((made.root / "backlog/CHURN-24.evidence.json").read_text())
    assert sorted(lock["evidence"]) == [first, second]
    assert [one.rpartition(": ")[2] for one in told("EXP113")] == ["4210 is not at least 4800"]
    assert (
        "fail    CHURN-24 checkpoint:s-1: 4210 is not at least 4800"
        in run(made.root, "evidence", "show", "CHURN-24").out
    )
    made.commit({"reports/arms.json": '{"filled": 4803}\n'})
    ran = run(made.root, "evidence", "verify")
    assert (ran.code, "drift   CHURN-24 checkpoint:s-1: value-changed: was 4210, is 4803" in ran.out) == (1, True)
    assert run(made.root, "evidence", "collect").code == 0
    assert told("EXP113") == []
    made.commit({"backlog/CHURN-24-calling.md": CHECKPOINTS.replace(", evidence: {junit: reports/balance.xml}", "")})
    assert told("DON117") == ["CHURN-24 names no evidence for checkpoint:s-1:2 any more"]


def test_a_checkpoint_whose_sprint_is_over_keeps_what_was_known(tmp_path: Path) -> None:
    """It is as finished as a story that is done: what was filled then may have left since."""
    made = make_repository(tmp_path / "churn")
    made.commit(
        {
            "backlog/CHURN-24-calling.md": CHECKPOINTS.replace("metric: filled", "metric: filled, covers: src"),
            "sprints/s-1.md": SPRINT.replace("2026-07", "2024-07"),
            "reports/arms.json": '{"filled": 4803}\n',
            "reports/balance.xml": REPORT % (0, ""),
            "src/a.py": "1",
        }
    )
    assert run(made.root, "evidence", "collect").code == 0
    made.commit({"reports/arms.json": '{"filled": 12}\n', "src/a.py": "2"})
    assert run(made.root, "evidence", "collect").out == "No item names a source under evidence.\n"
    ran = run(made.root, "evidence", "verify")
    assert "note    CHURN-24 checkpoint:s-1: outdated: changed since: reports/arms.json, src" in ran.out


def tracked(tmp_path: Path, address: str, count: int = 1, config: str = "") -> GitFolder:
    """Items that name a run of a tracking server each, by its address where that is given."""
    made = make_repository(tmp_path / "tracked")
    uri = f', tracking_uri: "{address}"' if address else ""
    items = {
        f"backlog/A-{n}-model.md": f"---\nid: A-{n}\ntype: story\ntitle: Model {n}\nstatus: in-progress\nevidence:\n"
        f'  holdout-metric: {{mlflow: "{run_id(n)}", metric: recall, at_least: 0.82{uri}}}\n---\n'
        for n in range(1, count + 1)
    }
    made.commit({"backlogue.yaml": CONFIG + config, **items})
    return made


def test_a_server_that_is_down_puts_out_nothing_that_was_known(tmp_path: Path) -> None:
    with tracking() as tracker:
        root = tracked(tmp_path, "").root
        tracker.metrics = {run_id(1): {"recall": 0.83}}
        assert run(root, "evidence", "collect", MLFLOW_TRACKING_URI=tracker.address).code == 0
        address = tracker.address
    before = (root / "backlog/A-1.evidence.json").read_bytes()
    ran = run(root, "evidence", "collect", MLFLOW_TRACKING_URI=address)
    assert ran.code == 1
    assert "kept what was read on" in ran.out
    assert (root / "backlog/A-1.evidence.json").read_bytes() == before
    ran = run(root, "evidence", "verify", MLFLOW_TRACKING_URI=address)
    assert ran.code == 1
    assert "error   A-1 holdout-metric: not-verified: 127.0.0.1 cannot be reached: no connection" in ran.out
    assert ran.out.endswith("0 verified, 0 drifted; 1 not verified\n")


@pytest.mark.parametrize("other", [b"the same", b"theirs"])
def test_two_may_collect_at_once(other: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another collect writes the lock between our look at it and our writing."""

    def beaten(root: Path, path: str, data: bytes) -> None:
        (root / path).write_bytes(other)
        create(root, path, data)

    monkeypatch.setattr(evidence_collect, "create", beaten)
    assert evidence_collect.put(tmp_path, "A-1.evidence.json", b"the same") is (other != b"the same")
    assert (tmp_path / "A-1.evidence.json").read_bytes() == b"the same"
    assert [one.name for one in tmp_path.iterdir()] == ["A-1.evidence.json"]


def interrupted(root: Path, step: str, tracker: Tracker, enough: Callable[[], bool]) -> Ran:
    """A step of `evidence` that gets Ctrl-C once enough has come back; the rest is never answered."""
    given_up = Event()
    tracker.wait = lambda: len(tracker.asked) > 10 and given_up.wait(PATIENCE)
    command = [sys.executable, "-m", "backlogue", "evidence", step, "--jobs", "2"]
    environment = clean(root, {"MLFLOW_TRACKING_URI": tracker.address})
    process = subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + PATIENCE
    while not enough() and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    given_up.set()
    return Ran(process.returncode, out, err)


def test_interrupting_keeps_what_is_there(tmp_path: Path, tracker: Tracker) -> None:
    root = tracked(tmp_path, "", count=60).root
    tracker.metrics = {run_id(n): {"recall": 0.83} for n in range(1, 61)}
    code, out, err = interrupted(root, "collect", tracker, lambda: len(list(root.glob("backlog/*.json"))) >= 3)
    assert code == 130
    assert "Interrupted" in err
    assert "Traceback" not in err
    locks = list(root.glob("backlog/*.json"))
    assert 3 <= len(locks) < 60
    assert not list(root.glob("backlog/.backlogue-*"))
    assert f"{len(locks)} pass" in out
    assert codes(root) == []


def test_interrupting_verify_tells_what_is_known(tmp_path: Path, tracker: Tracker) -> None:
    root = tracked(tmp_path, "", count=60).root
    tracker.metrics = {run_id(n): {"recall": 0.83} for n in range(1, 61)}
    assert run(root, "evidence", "collect", MLFLOW_TRACKING_URI=tracker.address).code == 0
    tracker.metrics[run_id(1)] = {"recall": 0.5}
    tracker.asked.clear()
    code, out, err = interrupted(root, "verify", tracker, lambda: len(tracker.asked) >= 8)
    assert (code, err) == (130, "Interrupted; nobody asked for the rest.\n")
    assert "drift   A-1 holdout-metric: value-changed: was 0.83, is 0.5" in out
    told = re.search(r"(\d+) verified, 1 drifted; (\d+) not asked\n$", out)
    assert told is not None
    assert 4 <= int(told[1]) < 60
    assert int(told[1]) + int(told[2]) == 60


def test_interrupting_the_writing_of_a_lock_keeps_it_too(
    repository: GitFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def interrupted(root: Path, path: str, data: bytes) -> bool:
        tried.append(path)
        if len(tried) == 1:
            raise KeyboardInterrupt
        return put(root, path, data)

    put = evidence_collect.put
    monkeypatch.setattr(evidence_collect, "put", interrupted)
    arguments = ["--project", str(repository.root)]
    told = CliRunner().invoke(evidence_collect.collect_step, arguments, standalone_mode=False)
    assert told.return_value == 130
    assert tried == [LOCK, LOCK]
    assert (repository.root / LOCK).is_file()


@pytest.mark.parametrize("said", ["note", "header"])
def test_no_secret_is_printed_or_locked(said: str, tmp_path: Path, tracker: Tracker) -> None:
    root = tracked(tmp_path, "", count=2).root
    tracker.metrics = {run_id(1): {"recall": 0.83}}
    tracker.note = f"you sent {CANARY}" if said == "note" else ""
    where = {"MLFLOW_TRACKING_URI": tracker.address, "MLFLOW_TRACKING_TOKEN": CANARY}
    steps = (("collect",), ("collect", "--format", "json"), ("verify",), ("show", "A-2"), ("show", "A-1"))
    told = "".join("".join(map(str, run(root, "evidence", *step, **where))) for step in steps)
    assert any(CANARY in headers for headers in tracker.headers)
    assert CANARY not in told
    assert CANARY not in "".join(path.read_text() for path in root.glob("backlog/*"))


LISTED = "evidence: {hosts: [mlflow.invalid]}\n"


@pytest.mark.parametrize(("base", "head", "reason"), [("", LISTED, "not-allowed"), (LISTED, "", "unreachable")])
def test_a_pull_request_allows_no_host(base: str, head: str, reason: str, tmp_path: Path) -> None:
    """`.invalid` is a name that no resolver knows, so that an allowed host is asked and cannot be reached."""
    origin = tracked(tmp_path, "https://mlflow.invalid", config=base)
    origin.branch("feature")
    origin.commit({"backlogue.yaml": CONFIG + head})
    ran = run(origin.root, "evidence", "collect", "--timeout", "2", "--format", "json")
    assert verdicts(ran) == {"holdout-metric": ("error", reason)}
    assert ran.code == 1


def test_without_a_base_branch_no_host_is_trusted_and_that_is_said(tmp_path: Path) -> None:
    made = tracked(tmp_path, "https://mlflow.invalid", config=LISTED)
    made.git("branch", "-m", "trunk")
    ran = run(made.root, "evidence", "collect", "--timeout", "2", "--format", "json")
    assert verdicts(ran) == {"holdout-metric": ("error", "not-allowed")}
    assert "hosts under evidence are not trusted" in ran.err


def test_a_link_in_place_of_a_lock_is_not_followed(repository: GitFolder, tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text("precious")
    (repository.root / LOCK).symlink_to(outside)
    assert "SRC108" in codes(repository.root)
    assert run(repository.root, "evidence", "collect").code == 1
    assert outside.read_text() == "precious"


def test_arguments(repository: GitFolder) -> None:
    root = repository.root
    assert run(root, "evidence", "colect").code == 2
    assert "Did you mean collect?" in run(root, "evidence", "colect").err
    assert run(root, "evidence", "collect", "stauts = done").code == 2
    assert run(root, "evidence", "show", "CHURN-13").code == 2
    assert run(root, "evidence", "show", "churn-12").code == 0
    assert run(root, "evidence", "collect", "id = CHURN-99").out.startswith("No item names a source")


def test_show_says_where_and_when(repository: GitFolder) -> None:
    root = done(repository)
    shown: list[dict[str, Any]] = json.loads(run(root, "evidence", "show", "CHURN-12", "--format", "json").out)[
        "evidence"
    ]
    assert [one["where"] for one in shown] == ["reports/pipeline.xml", "reports/eval.json"]
    assert all(one["read"] for one in shown)
    assert "0.83 is at least 0.82" in run(root, "evidence", "show", "CHURN-12").out


def test_a_real_run_in_a_real_database(tmp_path: Path) -> None:
    """MLflow itself logs the run, on the commit and with the data set that the entry asks for."""
    pytest.importorskip("mlflow")
    made = make_repository(tmp_path / "real")
    entry = "{mlflow: item, metric: recall, at_least: 0.82, data: sessions, covers: [src]}"
    front = "---\nid: CHURN-12\ntype: story\ntitle: Serve\nstatus: in-progress\n"
    text = f"{front}evidence:\n  holdout-metric: {entry}\n---\n"
    files = {"backlogue.yaml": CONFIG, PATH: text, "src/score.py": "A = 1\n", ".gitignore": "mlflow.db*\n"}
    commit = made.commit(files)
    log = (
        "import mlflow, sys\n"
        "mlflow.set_tracking_uri('sqlite:///mlflow.db')\n"
        "with mlflow.start_run(tags={'backlog.item': 'CHURN-12', 'mlflow.source.git.commit': sys.argv[1]}) as run:\n"
        "    data = mlflow.data.from_numpy(__import__('numpy').zeros(3), name='sessions')\n"
        "    mlflow.log_input(data, context='test')\n"
        "    mlflow.log_metric('recall', float(sys.argv[2]))\n"
        "print(run.info.run_id)\n"
    )

    def logged(value: str) -> str:
        environment = {**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true"}
        command = [sys.executable, "-c", log, commit, value]
        done = subprocess.run(command, cwd=made.root, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.split()[-1]

    logged("0.83")
    assert verdicts(run(made.root, "evidence", "collect", "--format", "json"))["holdout-metric"] == ("pass", "ok")
    assert run(made.root, "evidence", "verify").code == 0
    made.commit({})
    assert codes(made.root) == []
    # The code moves on: the lock speaks of the commit the run was made on.
    made.commit({"src/score.py": "A = 2\n"})
    assert codes(made.root) == ["DON119"]
    assert verdicts(run(made.root, "evidence", "collect", "--format", "json"))["holdout-metric"] == ("pass", "ok")
    assert codes(made.root) == ["DON119"]
    # A newer run is worse.
    logged("nan")
    ran = run(made.root, "evidence", "verify", "--format", "json")
    assert [drift["way"] for one in json.loads(ran.out)["evidence"] for drift in one["drift"]][:1] == ["value-changed"]
    run(made.root, "evidence", "collect")
    assert "DON111" in codes(made.root)
