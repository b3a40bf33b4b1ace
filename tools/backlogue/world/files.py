"""A project folder on disk as a tree. Symbolic links are read only where they end at a file inside the project."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_ISLNK, S_ISREG

from backlogue.base import Finding, Span
from backlogue.world.digests import digests_on_disk
from backlogue.world.git import GitFault
from backlogue.world.misnamed import is_utf8, meant_as_plan_file, misnamed, unread, unwritable
from backlogue.world.repository import Repository
from backlogue.world.tree import CONFIG, FOLDERS, Listing, Source, is_lock, is_plan_file, unreadable

_CHUNK = 65_536


class Folder:
    """The plan files below a project's root."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._prefix = os.path.join(self.root, "")

    def listing(self) -> Listing:
        sources: list[Source] = []
        locks: list[Source] = []
        findings: list[Finding] = []
        if os.path.lexists(self.root / CONFIG):
            self._file(CONFIG, os.lstat(self.root / CONFIG), sources, findings)
        for name in FOLDERS:
            if os.path.islink(self.root / name):
                findings.append(_escapes(self.root, name))
            elif os.path.isdir(self.root / name):
                self._walk(name, sources, locks, findings)
            elif os.path.lexists(self.root / name):
                findings.append(Finding(Span(name), "a file in place of a folder", "rename it", code="SRC108"))
        findings.extend(misnamed(self.root))
        return Listing(tuple(sorted(sources)), tuple(findings), tuple(sorted(locks)))

    def read(self, path: str) -> bytes:
        # Plain descriptors: a buffered file object costs as much again as reading a small file.
        descriptor = os.open(f"{self._prefix}{path}", os.O_RDONLY)
        try:
            return _read_all(descriptor)
        finally:
            os.close(descriptor)

    def exists(self, path: str) -> bool:
        """Whether a path inside the project names a file."""
        target = (self.root / path).resolve()
        return target.is_relative_to(self.root) and target.is_file()

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        return digests_on_disk(self.root, paths)

    def past(self) -> tuple[Repository, str] | None:
        try:
            repository = Repository(self.root)
        except GitFault:
            return None
        head = repository.head()
        return None if head is None else (repository, head)

    def _walk(self, top: str, sources: list[Source], locks: list[Source], findings: list[Finding]) -> None:
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(self.root / folder) as entries:
                    for entry in entries:
                        path = f"{folder}/{entry.name}"
                        if not is_utf8(entry.name):
                            findings.append(unwritable(path))
                        elif entry.is_dir(follow_symlinks=False):
                            if not entry.name.startswith("."):
                                waiting.append(path)
                        elif is_plan_file(entry.name) or (entry.is_symlink() and entry.is_dir()):
                            self._file(path, entry.stat(follow_symlinks=False), sources, findings)
                        elif is_lock(entry.name):
                            self._file(path, entry.stat(follow_symlinks=False), locks, findings)
                        elif (meant := meant_as_plan_file(entry.name)) is not None:
                            findings.append(unread(path, meant))
            except OSError as error:
                findings.append(unreadable(folder, error))

    def _file(self, path: str, stat: os.stat_result, sources: list[Source], findings: list[Finding]) -> None:
        if S_ISLNK(stat.st_mode):
            target = Path(os.path.realpath(self.root / path))
            if not target.is_relative_to(self.root) or not target.is_file():
                findings.append(_escapes(self.root, path))
                return
            stat = target.stat()
        if not S_ISREG(stat.st_mode):
            findings.append(Finding(Span(path), "not a regular file", "replace it by a text file", code="SRC108"))
            return
        sources.append(Source(path, (stat.st_mtime_ns, stat.st_size, stat.st_ino)))


def _read_all(descriptor: int) -> bytes:
    data = os.read(descriptor, _CHUNK)
    if len(data) < _CHUNK:
        return data
    parts = [data]
    while data := os.read(descriptor, _CHUNK):
        parts.append(data)
    return b"".join(parts)


def find_root(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds `backlogue.yaml`, or else a `backlog` folder."""
    places = [start.resolve(), *start.resolve().parents]
    for mark in (CONFIG, FOLDERS[0]):
        for place in places:
            if (place / mark).exists():
                return place
    return None


def _escapes(root: Path, path: str) -> Finding:
    if (root / path).is_dir():
        hint = "move the folder here: links to folders are not followed"
        return Finding(Span(path), "a symbolic link to a folder", hint, code="SRC108")
    hint = "copy the file here, or link to a file inside the project"
    return Finding(Span(path), "a symbolic link that does not end at a file inside the project", hint, code="SRC108")
