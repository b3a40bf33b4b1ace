"""References to one tracking server on the loopback, collected by the command: a table in Markdown out.

Usage: python tools/bench/evidence.py [--references 1000] [--delay 0.02]
Wall seconds count, for that is what a person waits; the least of three runs. `--delay` is how long the server takes
over one answer. Limit: 1,000 references in 20 s.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# This file's own folder goes: its name would hide that of the tests.
sys.path[0] = str(Path(__file__).parent.parent / "tests")
from evidence.tracker import Tracker, run_id, tracking  # noqa: E402 - the path comes first

BACKLOGUE = [sys.executable, "-m", "backlogue"]
CONFIG = "done: {model: {criteria: {recall: {text: Recall meets its target, check: metric}}}}\n"
ITEM = """---
id: A-{number}
type: story
title: Model {number}
status: in-progress
evidence:
  recall: {{mlflow: "{run}", metric: recall, at_least: 0.8}}
---
"""


def project(root: Path, count: int, tracker: Tracker) -> None:
    """A project of so many items, each with a run of its own."""
    (root / "backlog").mkdir()
    (root / "backlogue.yaml").write_text(CONFIG)
    for number in range(count):
        tracker.metrics[run_id(number)] = {"recall": 0.83}
        (root / "backlog" / f"A-{number}-model.md").write_text(ITEM.format(number=number, run=run_id(number)))


def timed(root: Path, step: str, tracker: Tracker, count: int) -> float:
    """Wall seconds of a step; anything but a clean end stops the measurement."""
    environment = {**os.environ, "MLFLOW_TRACKING_URI": tracker.address}
    tracker.asked.clear()
    start = time.perf_counter()
    done = subprocess.run([*BACKLOGUE, "evidence", step], cwd=root, env=environment, capture_output=True, text=True)
    wall = time.perf_counter() - start
    if done.returncode != 0 or len(tracker.asked) < count:
        raise SystemExit(f"{step} ended with {done.returncode}: {done.stderr[-500:]} {done.stdout[-200:]}")
    return wall


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--references", type=int, default=1000)
    parser.add_argument("--delay", type=float, default=0.02)
    given = parser.parse_args()
    walls: dict[str, list[float]] = {"collect": [], "verify": []}
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder, tracking() as tracker:
            project(Path(folder), given.references, tracker)
            tracker.delay = given.delay
            for step, found in walls.items():
                found.append(timed(Path(folder), step, tracker, given.references))
    print("| Step | References | Server's delay s | Wall s | Limit s |")
    print("|---|---|---|---|---|")
    for step, found in walls.items():
        print(f"| evidence {step} | {given.references} | {given.delay} | {min(found):.1f} | 20 |")


if __name__ == "__main__":
    main()
