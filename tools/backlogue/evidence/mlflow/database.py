"""The path of MLflow's SQLite database in; its runs, points and versions out. Nothing is ever written.

A run's last values stand in `latest_metrics`; a NaN is kept there as 0.0 with `is_nan`, an infinity as 1.797e308.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

from backlogue.evidence.answer import shaped
from backlogue.evidence.fault import Fault
from backlogue.evidence.mlflow.run import Point, Run, Version, data_sets, point_of, time_of

_RUN = "select run_uuid, experiment_id, status, lifecycle_stage, start_time, end_time from runs where run_uuid = ?"
_RUNS = (
    "select run_uuid, experiment_id, status, lifecycle_stage, start_time, end_time from runs"
    " where lifecycle_stage = 'active' and (? is null or experiment_id = ?) and (? is null or exists (select 1"
    " from tags where tags.run_uuid = runs.run_uuid and tags.key = ? and tags.value = coalesce(?, tags.value)))"
    " order by start_time desc, run_uuid"
)
_DATA = (
    "select d.name, d.digest, coalesce(t.value, '') from inputs i join datasets d on d.dataset_uuid = i.source_id"
    " left join input_tags t on t.input_uuid = i.input_uuid and t.name = 'mlflow.data.context'"
    " where i.source_type = 'DATASET' and i.destination_type = 'RUN' and i.destination_id = ?"
)
_VERSION = (
    "select version, run_id, status from model_versions"
    " where name = ? and cast(version as text) = ? and current_stage <> 'Deleted_Internal'"
)
_LATEST = (
    "select version, run_id, status from model_versions"
    " where name = ? and current_stage <> 'Deleted_Internal' order by version desc limit 1"
)


class Database:
    """MLflow's tables, opened read-only. `seconds` bounds each wait for a lock and each query."""

    def __init__(self, path: Path, address: str, seconds: float) -> None:
        self.address = address
        self._seconds = seconds
        self._until = monotonic() + seconds
        self._raw = sha256()
        if not path.is_file():
            raise Fault("file-missing", f"there is no database {address}")
        try:
            self._connection = sqlite3.connect(_read_only(path), uri=True, timeout=seconds)
            # A database is a file like any other and may come from a stranger: its views get no functions and no time.
            self._connection.execute("pragma trusted_schema = off")
            self._connection.set_progress_handler(lambda: monotonic() > self._until, 100_000)
        except sqlite3.Error as error:
            raise self._fault(error) from None

    def link(self, run: Run) -> str:
        return f"{self.address}#{run.id}"

    def digest(self) -> str:
        return self._raw.hexdigest()

    def close(self) -> None:
        self._connection.close()

    def run(self, run_id: str) -> Run | None:
        rows = self._ask(_RUN, run_id)
        return self._whole(rows[0]) if rows else None

    def points(self, run_id: str, metric: str) -> Sequence[Point]:
        rows = self._ask(
            "select step, timestamp, value, is_nan from metrics where run_uuid = ? and key = ?", run_id, metric
        )
        return shaped(self.address, lambda told: [_point(row) for row in told], rows)

    def experiment(self, name: str) -> str | None:
        rows = self._ask("select experiment_id, lifecycle_stage from experiments where name = ?", name)
        if rows and rows[0][1] == "deleted":
            raise Fault("run-deleted", f"the experiment {name} was deleted")
        return str(rows[0][0]) if rows else None

    def runs(self, experiment: str | None, tag: tuple[str, str | None] | None) -> Iterator[Run]:
        key, value = tag or (None, None)
        for row in self._ask(_RUNS, experiment, experiment, key, key, value):
            yield self._whole(row)

    def version(self, model: str, number: str) -> Version | None:
        return _version(self._ask(_VERSION, model, number))

    def alias(self, model: str, alias: str) -> Version | None:
        rows = self._ask("select version from registered_model_aliases where name = ? and alias = ?", model, alias)
        return self.version(model, str(rows[0][0])) if rows else None

    def latest(self, model: str) -> Version | None:
        return _version(self._ask(_LATEST, model))

    def _whole(self, row: Sequence[Any]) -> Run:
        run_id = row[0]
        last = self._ask("select step, timestamp, value, is_nan, key from latest_metrics where run_uuid = ?", run_id)
        params = self._ask("select key, value from params where run_uuid = ?", run_id)
        tags = self._ask("select key, value from tags where run_uuid = ?", run_id)
        data = self._ask(_DATA, run_id)
        # SQLite keeps any type in any column, so each is asked to be what MLflow writes.
        return shaped(
            self.address,
            lambda told: Run(
                id=str(run_id),
                experiment=str(told[1]),
                status=str(told[2]),
                deleted=told[3] == "deleted",
                start=time_of(told[4]),
                end=time_of(told[5]),
                metrics={str(each[4]): _point(each) for each in last},
                params={str(key): str(value) for key, value in params},
                tags={str(key): str(value) for key, value in tags},
                data=data_sets([(str(name), str(digest), str(split)) for name, digest, split in data]),
            ),
            row,
        )

    def _ask(self, query: str, *given: str | None) -> list[Any]:
        self._until = monotonic() + self._seconds
        try:
            rows = self._connection.execute(query, given).fetchall()
        except sqlite3.Error as error:
            raise self._fault(error) from None
        self._raw.update(json.dumps(sorted(map(repr, rows))).encode())
        return rows

    def _fault(self, error: sqlite3.Error) -> Fault:
        words = str(error)
        if "locked" in words or words == "interrupted":
            return Fault("unreachable", f"{self.address} gave no answer within {self._seconds:g} s: {words}")
        if "no such table" in words or "no such column" in words:
            return Fault("unparseable", f"{self.address} is not laid out as MLflow's database: {words}")
        return Fault("unparseable", f"{self.address} cannot be read as a database: {words}")


def _read_only(path: Path) -> str:
    """The address that SQLite opens without ever making a file.

    In write-ahead mode, which MLflow sets, SQLite makes two files beside a database even to read it. When
    no such log lies there nobody is writing, and `immutable` reads the file as it is.
    """
    with path.open("rb") as file:
        head = file.read(20)
    quiet = head[18:19] == b"\x02" and not path.with_name(f"{path.name}-wal").exists()
    return f"file:{quote(str(path))}?mode=ro{'&immutable=1' if quiet else ''}"


def _version(rows: Sequence[Sequence[Any]]) -> Version | None:
    return Version(str(rows[0][0]), str(rows[0][1] or ""), str(rows[0][2])) if rows else None


def _point(row: Sequence[Any]) -> Point:
    step, at, value, is_nan = row[:4]
    return point_of(step, at, "nan" if is_nan else value)
