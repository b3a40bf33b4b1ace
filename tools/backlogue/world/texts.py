"""Texts held in memory as a tree: for cases, tests and drafts that are not on disk yet."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from backlogue.world.tree import CONFIG, FOLDERS, Listing, Source, file_digest, folder_digest, is_lock, is_plan_file


class Texts:
    """A mapping of paths to texts, listed as a folder on disk would be."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self._files = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}

    def listing(self) -> Listing:
        sources, locks = [], []
        for path, data in sorted(self._files.items()):
            inside, name = path.split("/")[0] in FOLDERS, path.rsplit("/", 1)[-1]
            if path == CONFIG or (inside and is_plan_file(name)):
                sources.append(Source(path, sha256(data).hexdigest()))
            elif inside and is_lock(name):
                locks.append(Source(path, sha256(data).hexdigest()))
        return Listing(tuple(sources), (), tuple(locks))

    def read(self, path: str) -> bytes:
        return self._files[path]

    def exists(self, path: str) -> bool:
        return path in self._files

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        return {path: self._digest(path.rstrip("/")) for path in paths}

    def past(self) -> None:
        """Texts have none."""

    def _digest(self, path: str) -> str:
        if path in self._files:
            return file_digest(self._files[path])
        below = {name[len(path) + 1 :]: data for name, data in self._files.items() if name.startswith(f"{path}/")}
        return folder_digest({name: file_digest(data) for name, data in below.items()})
