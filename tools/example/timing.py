"""A model and rows in; how long it takes to answer, and how large it is, out. And the times that were kept.

A time is an observation: no second run gives the same. So the times in the runs are those that `timings.json` keeps, as
they were measured on the day it names; `train.py --time` measures and keeps them anew.
"""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import joblib
import numpy as np
from numpy.typing import NDArray

KEPT = Path(__file__).parent / "timings.json"
# Rounds, of which the median counts; answers of a round; answers to warm up.
_ROUNDS, _ANSWERS, _WARM = 5, 1000, 200


class Times(NamedTuple):
    """Milliseconds of processor time for one customer (95th percentile), and seconds for a million customers.

    One thread works, so that is what a clock shows where nothing else is going on. Each is the median of five rounds.
    """

    answer_ms_p95: float
    million_s: float


def measure(model: Any, rows: NDArray[np.int32]) -> Times:
    """Time a model, on rows that it has not seen."""
    for number in range(_WARM):
        _seconds(model, rows[[number]])
    slow = [np.percentile([_seconds(model, rows[[n]]) for n in range(_ANSWERS)], 95) for _ in range(_ROUNDS)]
    batches = [_seconds(model, rows) for _ in range(_ROUNDS)]
    return Times(1000 * float(np.median(slow)), float(np.median(batches)) * 1_000_000 / len(rows))


def kept(run: str) -> Times:
    """What was measured of a run's model on the day that `timings.json` names. Raises KeyError for another run."""
    return Times(**json.loads(KEPT.read_text("utf-8"))["runs"][run])


def keep_time(run: str, found: Times) -> Times:
    """Keep the times of a run's model, with the day, in place of those that were kept."""
    times = Times(*(round(value, 3) for value in found))
    values = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {"runs": {}}
    values["runs"][run] = times._asdict()
    values["measured_on"] = datetime.now(UTC).date().isoformat()
    KEPT.write_text(json.dumps(values, indent=2, sort_keys=True) + "\n", "utf-8")
    return times


def size_kb(model: Any) -> float:
    """What the saved model takes, in kilobytes of 1024 bytes."""
    saved = BytesIO()
    joblib.dump(model, saved)
    return len(saved.getvalue()) / 1024


def _seconds(model: Any, rows: NDArray[np.int32]) -> float:
    start = process_time()
    model.predict_proba(rows)
    return process_time() - start
