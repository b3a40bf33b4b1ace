"""A repository and a commit in; every text that each evidence lock had on the main line, and when, out."""

import re
from collections.abc import Container
from typing import NamedTuple

from backlogue.world.git import ask_git
from backlogue.world.repository import Repository


class PastLock(NamedTuple):
    """A lock as a commit wrote it: its path in the project, the commit's time in seconds since 1970, its bytes."""

    path: str
    at: int
    data: bytes


def past_locks(repository: Repository, tip: str, wanted: Container[str]) -> list[PastLock]:
    """The texts of locks at the wanted paths, oldest first; a lock that moved has its past where it lay."""
    folder = re.sub(r"([\\*?\[\]])", r"\\\1", repository.prefix)
    form = ("--raw", "--no-renames", "--no-abbrev", "-z", "--format=%x01%ct")
    line = ("--first-parent", "--diff-merges=first-parent", "--end-of-options", tip)
    place = f":(top,glob){folder}backlog/**/*.evidence.json"
    fields = iter(
        ask_git(repository.root, "log", *form, *line, "--", place).decode("utf-8", "surrogateescape").split("\0")
    )
    found: list[tuple[str, int, str]] = []
    at = 0
    for field in fields:
        if field.startswith("\x01"):
            at = int(field[1:])
        elif field:
            _, mode, _, blob, _ = field.split(" ")
            path = next(fields).removeprefix(repository.prefix)
            if path in wanted and mode.startswith("100"):
                found.append((path, at, blob))
    texts = repository.blobs(blob for _, _, blob in found)
    read = [PastLock(path, at, text) for (path, at, _), text in zip(found, texts, strict=True) if text is not None]
    return read[::-1]
