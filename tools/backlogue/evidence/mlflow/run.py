"""The records every MLflow store gives: a run, a metric's point, a registered version; and what a store is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isnan
from typing import Any, NamedTuple, Protocol

from backlogue.base.observation import DataSet


class Point(NamedTuple):
    """One logged value of a metric. MLflow's "last" is the greatest by step, then time, then value.

    `at` is in Unix milliseconds; NaN and the infinities are Python's own.
    """

    step: int
    at: int
    value: float


class Run(NamedTuple):
    """A run as its store tells it. Times are Unix milliseconds; `metrics` are the last values."""

    id: str
    experiment: str
    status: str
    deleted: bool
    start: int | None
    end: int | None
    metrics: Mapping[str, Point]
    params: Mapping[str, str]
    tags: Mapping[str, str]
    data: tuple[DataSet, ...]


class Version(NamedTuple):
    """A version of a registered model: its number as text, the run that made it, and whether it is ready."""

    number: str
    run_id: str
    status: str


class Store(Protocol):
    """What all three kinds of store answer. What is not there is None; anything else that is wrong is a Fault."""

    @property
    def address(self) -> str:
        """The store itself, to be shown: no credentials, and a path where it can be one."""

    def link(self, run: Run) -> str:
        """What a reader follows to see the run."""

    def digest(self) -> str:
        """SHA-256 of everything the store has answered so far."""

    def run(self, run_id: str) -> Run | None: ...

    def points(self, run_id: str, metric: str) -> Sequence[Point]: ...

    def experiment(self, name: str) -> str | None:
        """The id of an experiment; a Fault when it was deleted."""

    def runs(self, experiment: str | None, tag: tuple[str, str | None] | None) -> Iterator[Run]:
        """The runs that are not deleted, the latest start first, then by id: of one experiment or of all.

        With a tag, only those that bear it, with this value or with any.
        """

    def version(self, model: str, number: str) -> Version | None: ...

    def alias(self, model: str, alias: str) -> Version | None: ...

    def latest(self, model: str) -> Version | None:
        """The version with the highest number; deleted ones do not count."""

    def close(self) -> None: ...


def point_of(step: Any, at: Any, value: Any) -> Point:
    """A point from what a store wrote, as numbers or their texts; ValueError or TypeError for what is none."""
    if not (-(2**63) <= int(step) < 2**63 and -(2**63) <= int(at) < 2**63):
        raise ValueError("more than 64 bits")
    return Point(int(step), int(at), float(value))


def time_of(told: Any) -> int | None:
    """Unix milliseconds as a store wrote them; None for none and for what is no time."""
    return int(told) if told is not None and 0 < int(told) < 2**63 else None


def data_sets(found: Sequence[tuple[str, str, str]]) -> tuple[DataSet, ...]:
    """Data sets from (name, digest, split), in one order whatever order the store keeps."""
    return tuple(DataSet(*each) for each in sorted(set(found)))


def last(points: Iterable[Point]) -> Point:
    """The point that MLflow calls the last. A NaN stands where databases put it among equals: at zero."""
    return max(points, key=lambda point: (point.step, point.at, 0.0 if isnan(point.value) else point.value))
