"""A command in; what it cost as a whole process, and a row of a table in Markdown, out."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PYTHON = sys.executable
BACKLOGUE = [PYTHON, "-m", "backlogue"]


class Cost(NamedTuple):
    """One process: CPU and wall seconds, and its peak memory in megabytes."""

    cpu: float
    wall: float
    peak: float


def run(command: list[str], cwd: Path | None = None, expect: tuple[int, ...] = (0, 1)) -> Cost:
    """Run a command to its end; a code that is not expected stops the measurement."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in expect:
        raise SystemExit(
            f"{' '.join(command)} ended with {code}: {process.stderr.read().decode() if process.stderr else ''}"
        )
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def least(
    command: list[str], cwd: Path | None = None, prepare: Callable[[], None] | None = None, times: int = 3
) -> Cost:
    """The run with the least CPU time; `prepare` goes before each."""
    costs = []
    for _ in range(times):
        if prepare is not None:
            prepare()
        costs.append(run(command, cwd))
    return min(costs)


def beside(
    floor: list[str], command: list[str], cwd: Path, prepare: Callable[[], None], rounds: int = 8
) -> tuple[Cost, Cost]:
    """Two commands in turn, so that both meet the same neighbours; of each the run that took the least wall time."""
    floors, costs = [], []
    for _ in range(rounds):
        floors.append(run(floor, cwd))
        prepare()
        costs.append(run(command, cwd))
    return min(floors, key=lambda cost: cost.wall), min(costs, key=lambda cost: cost.wall)


def row(what: str, cost: Cost, limit: str = "") -> None:
    print(f"| {what} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.peak:.0f} | {limit} |", flush=True)
