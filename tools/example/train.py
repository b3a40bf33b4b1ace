"""The worked example's models, trained for real: data sets in DVC, runs in MLflow, a report of the pipeline's tests.

Usage: python tools/example/train.py DIR [--lock] [--time]
DIR/project becomes, anew each time, a git repository with the plan, the data and `mlflow.db`; then
`backlogue evidence collect` runs in it. `--lock` copies the locks and DVC's files back into the plan.
`--time` times the registered models and keeps that in `timings.json`; otherwise the runs have the times that it kept.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

# One thread sums in one order, so every machine gets the same digits. Read when NumPy is imported.
os.environ.update({"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})

import numpy as np
from models import Recall, fit_churn, leavers_found, recall_over_seeds
from numpy.typing import NDArray
from store import DataSet, Run, Tracking, call, keep, plain_environment, start_repository
from tables import ACCOUNT, PAGES, SESSION, Table, customers, payments
from timing import keep_time, kept, measure, size_kb

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PLAN = ("backlogue.yaml", "backlog", "sprints")
ITEMS = ("CHURN-5", "CHURN-10", "CHURN-16", "CHURN-17", "CHURN-25", "FRAUD-4", "FRAUD-11", "FRAUD-12")
HABIT = (*ACCOUNT, "habit")
SESSIONS = (*ACCOUNT, *SESSION)
FOUND = "leavers_in_riskiest_tenth"
CHAMPION, CHALLENGER = "0b6d3c95f8e24a17a4d2c7196e50b38a", "c5e8217a4b9d40f6913ea70d2b86f4c3"


class Quarter:
    """A quarter's customers: who to learn from, who to measure on, and the data set that holds both."""

    def __init__(self, folder: Path, path: str, day: str, seed: int, habit: float = 1.0) -> None:
        self.train, self.test = customers(seed, 100_000, habit), customers(seed + 1, 286_000, habit)
        self.data = keep(folder, path, day, {"train": self.train, "holdout": self.test})

    def run(self, name: str, at: str, features: tuple[str, ...], item: str = "") -> tuple[Run, Any]:
        """Fit and measure; the run and the model."""
        model, old = fit_churn(self.train, features), self.test.column("over_70") == 1
        metrics = {
            FOUND: leavers_found(model, self.test, features),
            f"{FOUND}_over_70": leavers_found(model, self.test, features, old),
            f"{FOUND}_up_to_70": leavers_found(model, self.test, features, ~old),
        }
        params = {"model": "logistic regression", "features": len(features), "session": len(features) - len(ACCOUNT)}
        return Run(name, "churn", at, metrics, params, self.data, item), model


def with_costs(run: Run, model: Any, rows: NDArray[np.int32], anew: bool) -> Run:
    """The run with the size of its model, and its times: as they were kept, or measured anew and kept."""
    times = keep_time(run.id, measure(model, rows)) if anew else kept(run.id)
    return run._replace(metrics={**run.metrics, **times._asdict(), "size_kb": size_kb(model)})


def train_churn(second: Quarter, third: Quarter, tracking: Tracking, anew: bool) -> Iterator[Run]:
    """CHURN-16: three sets of session features on the second quarter. CHURN-17: the chosen one on the third."""
    yield second.run("4f7a9be0c2d14e83b6a5908d17c3e2f1", "2026-09-08T07:30:00+00:00", ACCOUNT)[0]
    tried = (
        ("7c1e0d5b9a424f6c8d7e35a1b2f04c91", "2026-09-10T09:00:00+00:00", (*SESSIONS, *PAGES)),
        ("b03f6a2e51d94c7f9e0a8846d1c7a35e", "2026-09-11T09:00:00+00:00", SESSIONS),
        ("e94d12c07f3b4b8aa6c5027be83d190f", "2026-09-14T09:00:00+00:00", HABIT),
    )
    for name, at, features in tried:
        yield second.run(name, at, features, "CHURN-16")[0]
    champion, old = third.run(CHAMPION, "2026-10-14T09:00:00+00:00", ACCOUNT)
    yield with_costs(champion, old, third.test.columns(*ACCOUNT), anew)
    challenger, new = third.run(CHALLENGER, "2026-10-14T10:00:00+00:00", SESSIONS, "CHURN-17")
    yield with_costs(challenger, new, third.test.columns(*SESSIONS), anew)
    tracking.register("churn", "champion", champion, old)
    tracking.register("churn", "challenger", challenger, new)


def train_fraud(train: Table, test: Table, data: DataSet) -> Iterator[Run]:
    """FRAUD-11: three ages of labels. FRAUD-12: cards per device. Each is the mean of ten seeds."""
    tried: tuple[tuple[str, str, str, int, tuple[str, ...]], ...] = (
        ("61c0e7d43a9f4b5288f1d06a7be2c954", "", "2026-09-12T06:00:00+00:00", 0, ()),
        ("2a4b81c6f7094de3b5e8c16d90a7f254", "FRAUD-11", "2026-09-17T08:00:00+00:00", 45, ()),
        ("8e13f5d07ac24b918f62d4b1c0937ae6", "FRAUD-11", "2026-09-17T10:00:00+00:00", 60, ()),
        ("96d0c7e2b15f4a3c8ab7405f1e62d3b8", "FRAUD-11", "2026-09-18T08:00:00+00:00", 90, ()),
        ("a71e60b94d8c4f25b3d0f81a2c69e507", "FRAUD-12", "2026-09-17T12:00:00+00:00", 0, ("cards_7_days",)),
        ("0d9f2c58a6e14b73951c7fe6802ab4d3", "FRAUD-12", "2026-09-18T12:00:00+00:00", 0, ("cards_30_days",)),
    )
    for name, item, at, days, extra in tried:
        found: Recall = recall_over_seeds(train, test, days, extra)
        metrics = {"recall_mean": found.mean, "recall_sd": found.deviation, "recall_under_50": found.small}
        params = {"model": "gradient boosting", "youngest_label_days": days, "device": ",".join(extra) or "none"}
        yield Run(name, "fraud", at, metrics, params, data, item)


def make(folder: Path, anew: bool) -> list[Run]:
    """Write the repository, train, and test the pipeline; the runs as logged."""
    start_repository(folder)
    second = Quarter(folder, "data/churn/activity-2026-06", "2026-07-31", 202606)
    train, test = payments(202607, 15_000, 2_500), payments(202605, 40_000, 3_000, later=True)
    cards = keep(folder, "data/fraud/payments-2026-07", "2026-08-18", {"train": train, "holdout": test})
    third = Quarter(folder, "data/churn/activity-2026-09", "2026-10-12", 202609, habit=0.88)
    tracking, runs = Tracking(folder), []
    # A model is registered for a run that is there already, so each is logged before the next one is asked for.
    for run in chain(train_churn(second, third, tracking, anew), train_fraud(train, test, cards)):
        tracking.log(run)
        runs.append(run)
    report = f"--junitxml={folder / 'build/pipeline.xml'}"
    plain = ("-q", "-c", os.devnull, "-p", "no:cacheprovider")
    call(HERE, sys.executable, "-m", "pytest", *plain, report, str(HERE / "checks.py"))
    return runs


def collect(folder: Path) -> None:
    """Put the plan beside the data and ask the sources, as a team would."""
    for name in PLAN:
        source = ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder / name)
    query = f"id in ({', '.join(ITEMS)})"
    step = [sys.executable, "-m", "backlogue", "evidence", "collect", query, "--project", str(folder)]
    subprocess.run(step, env=plain_environment(), check=True)


def take_back(folder: Path) -> None:
    """Copy locks and DVC's files into the plan."""
    found = (folder.glob(pattern) for pattern in ("backlog/**/*.evidence.json", "data/*/*.dvc", "data/*/.gitignore"))
    for path in chain.from_iterable(found):
        target = ROOT / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def main() -> None:
    """Make the repository, print what the models reach, collect the evidence."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--lock", action="store_true", help="copy locks and DVC's files back into the plan")
    options.add_argument("--time", action="store_true", help="time the registered models anew, and keep that")
    asked = options.parse_args()
    folder = asked.folder.resolve() / "project"
    shutil.rmtree(folder, ignore_errors=True)
    for run in make(folder, asked.time):
        told = "  ".join(f"{name} {value:.3f}" for name, value in run.metrics.items())
        print(f"{run.id[:8]}  {run.item or 'baseline':9} {told}")
    collect(folder)
    if asked.lock:
        take_back(folder)


if __name__ == "__main__":
    main()
