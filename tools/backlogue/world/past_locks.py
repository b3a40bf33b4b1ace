"""A repository and a commit in; every text that each evidence lock had on the main line, and when, out."""

from collections.abc import Container
from typing import NamedTuple

from backlogue.world.repository import Repository
from backlogue.world.revisions import locks_written


class PastLock(NamedTuple):
    """A lock as a commit wrote it: its path in the project, the commit's time in seconds since 1970, its bytes."""

    path: str
    at: int
    data: bytes


def past_locks(repository: Repository, tip: str, wanted: Container[str]) -> list[PastLock]:
    """The texts of locks at the wanted paths, oldest first; a lock that moved has its past where it lay."""
    found = [
        (change.path, revision.at, change.blob)
        for revision in locks_written(repository, tip)
        for change in revision.changes
        if change.path in wanted and change.blob is not None
    ]
    found.reverse()
    texts = repository.blobs(blob for _, _, blob in found)
    return [PastLock(path, at, text) for (path, at, _), text in zip(found, texts, strict=True)]
