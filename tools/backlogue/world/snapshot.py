"""A project as one commit holds it, as a tree. Nothing is checked out."""

from collections.abc import Iterable, Mapping
from errno import EIO
from functools import cached_property

from backlogue.base import Finding, Span
from backlogue.world.misnamed import is_utf8, unwritable
from backlogue.world.repository import LOST, Repository
from backlogue.world.tree import Listing, Source, file_digest, folder_digest, is_lock


class Snapshot:
    """The plan files of a commit; their marks are blob ids, so equal content has an equal mark."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self._repository = repository
        self.commit = commit

    def listing(self) -> Listing:
        sources: list[Source] = []
        locks: list[Source] = []
        findings: list[Finding] = []
        for path, mode, blob in self._files:
            if not is_utf8(path):
                findings.append(unwritable(path))
            elif mode.startswith("100"):
                (locks if is_lock(path.rpartition("/")[2]) else sources).append(Source(path, blob))
            else:
                kind = "a symbolic link" if mode == "120000" else "a submodule"
                hint = "look at the folder itself: links are not followed inside a commit"
                findings.append(Finding(Span(path), f"{kind} in place of a plan file", hint, code="SRC108"))
        return Listing(tuple(sorted(sources)), tuple(findings), tuple(sorted(locks)))

    def read(self, path: str) -> bytes:
        found = self._contents.get(path)
        if found is None:
            raise OSError(EIO, f"its text {LOST}", path)
        return found

    def exists(self, path: str) -> bool:
        return any(not inner for inner, _ in self._repository.files_below(self.commit, path))

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        return {path: self._digest(path.rstrip("/")) for path in paths}

    def past(self) -> tuple[Repository, str]:
        return self._repository, self.commit

    def _digest(self, path: str) -> str:
        files = self._repository.files_below(self.commit, path)
        texts = self._repository.blobs(blob for _, blob in files)
        found = {inner: file_digest(text) for (inner, _), text in zip(files, texts, strict=True)}
        return found[""] if "" in found else folder_digest(found)

    @cached_property
    def _files(self) -> list[tuple[str, str, str]]:
        return self._repository.plan_files(self.commit, locks=True)

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        """Every plan file at once: one process for all costs less than one for each."""
        files = [(path, blob) for path, mode, blob in self._files if mode.startswith("100")]
        texts = self._repository.objects(blob for _, blob in files)
        return {path: text for (path, _), text in zip(files, texts, strict=True) if text is not None}
