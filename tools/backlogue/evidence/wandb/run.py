"""The records both ways into W&B give: a run, and a version of an artifact."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from backlogue.evidence.answer import utc

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


class Artifact(NamedTuple):
    """A version of a data set, model or other file. `version` is v0, v1, …, empty for one that was never uploaded."""

    name: str
    type: str
    digest: str
    version: str
    aliases: tuple[str, ...]
    used: bool


class Run(NamedTuple):
    """A run as W&B tells it. `where` is what a reader can follow, `at` ISO 8601 in UTC, `digest` of all that was read.

    `summary` holds the last values, or mappings with min, max, mean, best or last where the run defined its metric so.
    """

    where: str
    state: str
    at: str
    commit: str
    name: str
    group: str
    job_type: str
    tags: tuple[str, ...]
    config: Mapping[str, Any]
    summary: Mapping[str, Any]
    artifacts: tuple[Artifact, ...]
    digest: str


def moment(summary: Mapping[str, Any], told: str) -> str:
    """When the summary was last logged; without that the time the run was told, which is in UTC with or without a Z."""
    logged = summary.get("_timestamp")
    if isinstance(logged, int | float) and 0 < logged < 1e11:
        return utc(int(logged * 1000))
    return f"{told[:19]}Z" if _TIME.match(told) else ""
