"""Pages in, a folder of files out: everything made in a fresh place first, then moved in; unchanged files stay."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from backlogue.site.ledger import Entry, Ledger

MARK = "site.json"
_OPEN, _CLOSE = "<!--as-of-->", "<!--/as-of-->"


Told = Callable[[int], None]


def silent(_done: int) -> None:
    """Nobody wants to know how far it is."""


class NotOurs(Exception):
    """The folder to write to holds something that this tool did not make."""


class Press:
    """Writes one edition. Nothing in `out` changes before `swap`; without it, `discard` leaves no trace.

    A first edition is swapped in whole. Later ones move only what is new: a whole folder of
    20,000 files costs more to link and to delete than one changed page costs to make. Should the
    moving be cut off, the ledger no longer fits those files, and the next build makes them again.
    """

    def __init__(self, out: Path, old: Ledger, as_of: str, told: Told = silent) -> None:
        self.out = out
        self.written = 0
        self.kept = 0
        self._old = old if (out / MARK).is_file() else Ledger()
        self._as_of = as_of
        self._told = told
        self._made: dict[str, Entry] = {}
        self._folders: set[str] = set()
        self._fresh: set[str] = set()
        out.parent.mkdir(parents=True, exist_ok=True)
        self.fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        self.fresh.chmod(0o755)

    def put(self, path: str, digest: str, make: Callable[[], str | bytes]) -> None:
        """Write a file, or take the last edition's when it was made from the same digest."""
        if path in self._made or self.keep(path, digest):
            return
        made = make()
        data = made.encode() if isinstance(made, str) else made
        target = self._place(path)
        with open(target, "wb") as file:
            file.write(data)
        self._note(path, digest, target)
        self.written += 1

    def keep(self, path: str, digest: str) -> bool:
        """Take a file from the last edition if it is as it was left; only its "as of" line may change."""
        self._told(self.written + self.kept)
        old = self._old.entries.get(path)
        if old is None or old.digest != digest:
            return False
        source = f"{self.out}{os.sep}{path}"
        try:
            stat = os.stat(source)
        except OSError:
            return False
        if (stat.st_mtime_ns, stat.st_size) != (old.mtime, old.size):
            return False
        if path.endswith(".html") and self._old.as_of != self._as_of:
            target = self._place(path)
            with open(source, "rb") as file:
                data = file.read()
            with open(target, "wb") as file:
                file.write(data.replace(_line(self._old.as_of), _line(self._as_of)))
            self._note(path, digest, target)
        else:
            self._made[path] = old
        self.kept += 1
        return True

    def has(self, path: str) -> bool:
        """Whether a file is ready."""
        return path in self._made

    def below(self, folder: str) -> list[str]:
        """The files that are ready below a folder, in order."""
        return sorted(path for path in self._made if path.startswith(f"{folder}/"))

    def read(self, path: str) -> bytes:
        """A file that is ready."""
        with open(os.path.join(self.fresh if path in self._fresh else self.out, path), "rb") as file:
            return file.read()

    def adopt(self, folder: str, digest: str) -> None:
        """Take note of files that another tool wrote below `folder` of the fresh place."""
        for place, _, names in sorted(os.walk(self.fresh / folder)):
            for name in sorted(names):
                path = os.path.relpath(os.path.join(place, name), self.fresh).replace(os.sep, "/")
                self._note(path, digest, os.path.join(self.fresh, path))
                self.written += 1

    def swap(self) -> Ledger:
        """Make `out` hold exactly this edition; the ledger of what was written."""
        if not self.out.exists() or not any(self.out.iterdir()):
            if self.out.exists():
                self.out.rmdir()
            self.fresh.rename(self.out)
        else:
            self._clear()
            self._move_in()
            shutil.rmtree(self.fresh, ignore_errors=True)
        return Ledger(self._as_of, self._made)

    def _clear(self) -> None:
        """Delete what is no part of this edition, and folders that are empty then."""
        top = len(os.path.join(self.out, ""))
        for place, folders, names in os.walk(self.out, topdown=False):
            inside = place[top:].replace(os.sep, "/")
            for name in names:
                if (f"{inside}/{name}" if inside else name) not in self._made:
                    os.unlink(os.path.join(place, name))
            for name in folders:
                with contextlib.suppress(OSError):  # not empty
                    os.rmdir(os.path.join(place, name))

    def _move_in(self) -> None:
        folders: set[str] = set()
        for path in sorted(self._fresh):
            folder = os.path.join(self.out, path.rpartition("/")[0])
            if folder not in folders:
                os.makedirs(folder, exist_ok=True)
                folders.add(folder)
            os.replace(os.path.join(self.fresh, path), os.path.join(self.out, path))

    def discard(self) -> None:
        """Remove what was written so far."""
        shutil.rmtree(self.fresh, ignore_errors=True)

    def _place(self, path: str) -> str:
        """Where a file goes, its folder made. As text, because paths as objects cost a build 0.2 s in 20,000 files."""
        folder = os.path.join(self.fresh, path.rpartition("/")[0])
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        return os.path.join(self.fresh, path)

    def _note(self, path: str, digest: str, target: str) -> None:
        stat = os.stat(target)
        self._made[path] = Entry(digest, stat.st_mtime_ns, stat.st_size)
        self._fresh.add(path)


def guard(root: Path, out: Path) -> None:
    """Raise NotOurs unless `out` is free, empty or an earlier edition, and no part of the plan would be replaced."""
    if root.is_relative_to(out):
        raise NotOurs(f"{out} holds the project itself; choose a folder for the site alone")
    if not out.exists():
        return
    if not out.is_dir():
        raise NotOurs(f"{out} is a file; choose a folder")
    with contextlib.suppress(OSError):
        if '"generator": "backlogue"' in (out / MARK).read_text(encoding="utf-8"):
            return
    if any(out.iterdir()):
        raise NotOurs(f"{out} holds files that backlogue did not make; empty it, or choose another folder")


def _line(as_of: str) -> bytes:
    return f"{_OPEN}{as_of}{_CLOSE}".encode()
