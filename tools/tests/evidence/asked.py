"""A throw-away project for tests of sources: files in, observations by way of the registry out."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backlogue.base.observation import Observation
from backlogue.evidence.registry import observe
from backlogue.evidence.source import Ask


class Project:
    """A folder of files, and what it may use; no host is allowed unless it is named."""

    def __init__(self, root: Path, environment: Mapping[str, str] | None = None, hosts: frozenset[str] = frozenset()):
        self.root, self.hosts = root, hosts
        self.environment = dict(os.environ) if environment is None else dict(environment)
        self.seconds = 60.0

    def write(self, **files: str | bytes) -> None:
        """Write files in the folder's top; `__` in a name is a slash and `_` before the last word a dot."""
        for name, text in files.items():
            head, _, end = name.replace("__", "/").rpartition("_")
            self.put(f"{head}.{end}", text)

    def put(self, path: str, text: str | bytes) -> None:
        """Write one file."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode() if isinstance(text, str) else text)

    def ask(self, **entry: Any) -> Observation:
        """What the source of an evidence entry says."""
        return observe("CHURN-1", "criterion", entry, self.way())

    def way(self) -> Ask:
        """What a source may use here."""
        return Ask(self.root, self.environment, self.hosts.__contains__, self.seconds)
