"""What a source said about one piece of evidence, as plain facts that a lock can keep."""

from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["finite", "nan", "infinite", "missing", "text"]

# Why there is no value to judge. Each stands for one thing that went wrong, and has its own words.
Reason: TypeAlias = Literal[
    "ok",
    "run-missing",
    "run-deleted",
    "run-not-finished",
    "run-failed",
    "metric-missing",
    "file-missing",
    "data-missing",
    "stale",
    "unparseable",
    "unreachable",
    "unauthorised",
    "not-allowed",
    "not-configured",
    "tool-missing",
    "bad-reference",
]


class DataSet(NamedTuple):
    """The data behind a value: its name, the digest of its content, and the part of it that was used."""

    name: str = ""
    digest: str = ""
    split: str = ""


class Observation(NamedTuple):
    """One value as a source gave it.

    `value` is a number for `finite`, the text for `text`, None otherwise. `where` is what a reader
    can follow (an address without credentials, or a path), `at` when the value came to be
    (ISO 8601, UTC), `state` the run's own word for how it ended, `commit` the git commit it ran
    on, `digest` the SHA-256 of the raw answer. `reason` says why there is no value, `detail` in
    which words; `checks` are named counts such as tests, failures, errors, skipped.
    """

    value: float | str | None = None
    kind: Kind = "missing"
    reason: Reason = "ok"
    detail: str = ""
    where: str = ""
    at: str = ""
    state: str = ""
    commit: str = ""
    dataset: DataSet = DataSet()
    digest: str = ""
    checks: tuple[tuple[str, float], ...] = ()


def number(value: float) -> tuple[float | None, Kind]:
    """A number and its kind; infinity counts as infinite also in the disguise databases give it (1.797e308)."""
    if value != value:
        return None, "nan"
    if abs(value) >= 1.79e308:
        return None, "infinite"
    return value, "finite"
