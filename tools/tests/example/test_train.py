"""The worked example's evidence: made again from nothing, it is what the committed locks and the items say."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import process_time

import pytest

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "tools/example/train.py"
LOCKS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("backlog/**/*.evidence.json"))
RECORDS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("data/*/*.dvc"))
# A run in a table of an item, by the first eight digits of its id, and the first figure behind it.
_ROW = re.compile(r"^\| `(?P<run>[0-9a-f]{8})` \|[^|]*\| (?P<value>0\.\d{3}) \|", re.MULTILINE)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository that the script makes, with the plan as it is committed here."""
    if not all(find_spec(name) for name in ("sklearn", "mlflow", "dvc")):
        pytest.skip("the extra evidence-tests is not installed")
    folder = tmp_path_factory.mktemp("example")
    subprocess.run([sys.executable, str(SCRIPT), str(folder)], check=True, capture_output=True)
    for path in LOCKS:
        shutil.copyfile(ROOT / path, folder / "project" / path)
    return folder / "project"


def _verify(project: Path) -> subprocess.CompletedProcess[str]:
    step = [sys.executable, "-m", "backlogue", "evidence", "verify", "--project", str(project)]
    return subprocess.run(step, capture_output=True, text=True)


def test_there_are_locks_and_data_sets() -> None:
    assert len(LOCKS) >= 7
    assert len(RECORDS) == 3


@pytest.mark.parametrize("path", RECORDS)
def test_the_data_sets_are_the_same_to_the_byte(project: Path, path: str) -> None:
    assert (project / path).read_text("utf-8") == (ROOT / path).read_text("utf-8")


def test_the_sources_say_what_is_locked(project: Path) -> None:
    verified = _verify(project)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_items_quote_the_runs(project: Path) -> None:
    with sqlite3.connect(project / "mlflow.db") as store:
        logged = store.execute("select run_uuid, key, value from latest_metrics").fetchall()
    figures = {(run[:8], value) for run, key, value in logged if key in ("leavers_in_riskiest_tenth", "recall_mean")}
    quoted = [
        (row["run"], float(row["value"]))
        for item in ("churn/CHURN-16", "fraud/FRAUD-11")
        for row in _ROW.finditer(next(ROOT.glob(f"backlog/{item}-*.md")).read_text("utf-8"))
    ]
    assert len(quoted) == 6
    assert set(quoted) <= figures


def test_runs_have_the_times_that_were_kept(project: Path) -> None:
    kept = json.loads((SCRIPT.parent / "timings.json").read_text("utf-8"))["runs"]
    with sqlite3.connect(project / "mlflow.db") as store:
        logged = store.execute("select run_uuid, key, value from latest_metrics").fetchall()
    timed = {run: {key: value for one, key, value in logged if one == run} for run in kept}
    assert len(kept) == 2
    for run, times in kept.items():
        assert timed[run].items() >= times.items()
        assert 0.5 < timed[run]["size_kb"] < 50


def test_a_slow_model_is_measured_to_be_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    if not find_spec("joblib"):
        pytest.skip("the extra evidence-tests is not installed")
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    timing = import_module("timing")
    monkeypatch.setattr(timing, "_ANSWERS", 20)
    monkeypatch.setattr(timing, "_WARM", 1)

    class Slow:
        def predict_proba(self, _rows: object) -> None:
            end = process_time() + 0.003
            while process_time() < end:
                pass

    found = timing.measure(Slow(), import_module("numpy").zeros((40, 2), dtype="int32"))
    assert 3 <= found.answer_ms_p95 < 300
    assert 0.003 * 1_000_000 / 40 <= found.million_s < 3000


def test_another_value_or_other_data_is_told(project: Path, tmp_path: Path) -> None:
    changed = tmp_path / "project"
    shutil.copytree(project, changed, ignore=shutil.ignore_patterns("cache", "models"))
    with sqlite3.connect(changed / "mlflow.db") as store:
        store.execute("update latest_metrics set value = 0.81 where key = 'recall_mean'")
    holdout = changed / "data/churn/activity-2026-06/holdout.npy"
    holdout.write_bytes(holdout.read_bytes()[:-4] + b"\1\0\0\0")
    verified = _verify(changed)
    assert verified.returncode == 1
    assert "was 0.76, is 0.81" in verified.stdout
    assert "activity-2026-06 was modified" in verified.stdout
