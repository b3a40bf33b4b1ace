"""A tree and drafts of some of its files in, the tree as it would be with them out."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from backlogue.world.repository import Repository
from backlogue.world.tree import Listing, Source, Tree, file_digest, is_lock


class Overlay:
    """Another tree in which some files hold, or would hold, other bytes. Nothing is written."""

    def __init__(self, below: Tree, drafts: Mapping[str, bytes]) -> None:
        self._below = below
        self._drafts = dict(drafts)

    def listing(self) -> Listing:
        below = self._below.listing()
        drafts = [Source(path, sha256(data).hexdigest()) for path, data in self._drafts.items()]
        locks = [one for one in drafts if is_lock(one.path.rpartition("/")[2])]
        plan = [one for one in drafts if one not in locks]
        return Listing(self._with(below.sources, plan), below.findings, self._with(below.locks, locks))

    def read(self, path: str) -> bytes:
        return self._drafts[path] if path in self._drafts else self._below.read(path)

    def exists(self, path: str) -> bool:
        return path in self._drafts or self._below.exists(path)

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Of a folder that a draft lies in, the digest is the one without the draft: drafts are plan files."""
        wanted = list(paths)
        drafts = {path: file_digest(self._drafts[path]) for path in wanted if path in self._drafts}
        return {**self._below.digests([path for path in wanted if path not in drafts]), **drafts}

    def past(self) -> tuple[Repository, str] | None:
        return self._below.past()

    def _with(self, below: Iterable[Source], drafts: Iterable[Source]) -> tuple[Source, ...]:
        kept = (source for source in below if source.path not in self._drafts)
        return tuple(sorted((*kept, *drafts), key=lambda source: source.path))
