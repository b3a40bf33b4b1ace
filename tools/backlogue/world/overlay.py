"""A tree and drafts of some of its files in, the tree as it would be with them out."""

from collections.abc import Mapping
from hashlib import sha256

from backlogue.world.tree import Listing, Source, Tree


class Overlay:
    """Another tree in which some files hold, or would hold, other bytes. Nothing is written."""

    def __init__(self, below: Tree, drafts: Mapping[str, bytes]) -> None:
        self._below = below
        self._drafts = dict(drafts)

    def listing(self) -> Listing:
        below = self._below.listing()
        kept = [source for source in below.sources if source.path not in self._drafts]
        drafts = (Source(path, sha256(data).hexdigest()) for path, data in self._drafts.items())
        return Listing(tuple(sorted((*kept, *drafts), key=lambda source: source.path)), below.findings)

    def read(self, path: str) -> bytes:
        return self._drafts[path] if path in self._drafts else self._below.read(path)

    def exists(self, path: str) -> bool:
        return path in self._drafts or self._below.exists(path)
