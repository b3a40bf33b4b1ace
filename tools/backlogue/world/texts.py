"""Texts held in memory as a tree: for cases, tests and drafts that are not on disk yet."""

from collections.abc import Mapping
from hashlib import sha256

from backlogue.world.tree import CONFIG, FOLDERS, Listing, Source, is_plan_file


class Texts:
    """A mapping of paths to texts, listed as a folder on disk would be."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self._files = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}

    def listing(self) -> Listing:
        sources = (
            Source(path, sha256(data).hexdigest())
            for path, data in sorted(self._files.items())
            if path == CONFIG or (path.split("/")[0] in FOLDERS and is_plan_file(path.rsplit("/", 1)[-1]))
        )
        return Listing(tuple(sources), ())

    def read(self, path: str) -> bytes:
        return self._files[path]

    def exists(self, path: str) -> bool:
        return path in self._files
