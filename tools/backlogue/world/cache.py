"""Plain values kept between runs, in the user's own cache folder: a name in, the value last saved out, or None.

Never inside the project: a pull request could bring its own. Values are built-in types only
(marshal), so nothing that is loaded can run. Deleting a cache never changes a result.
"""

import marshal
import os
import sys
import tempfile
import time
import zlib
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from backlogue import __version__

_PACKAGE = Path(__file__).parent.parent
# A file changed so shortly before it was listed may change again without its time stamp moving;
# two seconds is the coarsest stamp of a file system in use.
RACY_NS = 2_000_000_000


class Cache:
    """What is kept for one project."""

    def __init__(self, root: Path) -> None:
        place = os.environ.get("BACKLOGUE_CACHE_DIR")
        folder = Path(place) if place else user_cache_path("backlogue", appauthor=False)
        self.folder = folder / sha256(str(root.resolve()).encode()).hexdigest()[:20]

    def load(self, name: str) -> Any:
        """The value saved under `name` by this very version; None when there is none or it is damaged."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        head, checksum, body = data[:32], data[32:36], data[36:]
        if head != _engine() or checksum != zlib.crc32(body).to_bytes(4, "big"):
            return None
        try:
            return marshal.loads(body)  # noqa: S302 - only what this engine wrote, see the head above
        except (EOFError, ValueError, TypeError):
            return None

    def save(self, name: str, value: Any) -> None:
        """Keep a value; a full or read-only disk only means that it is not kept."""
        body = marshal.dumps(value)
        data = _engine() + zlib.crc32(body).to_bytes(4, "big") + body
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, draft = tempfile.mkstemp(dir=self.folder)
        except OSError:
            return
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            os.replace(draft, self.folder / name)
        except OSError:
            pass
        finally:
            # Whatever ended the writing, Ctrl-C too: only what took its place stays.
            Path(draft).unlink(missing_ok=True)


def settled(mark: Any, now_ns: int | None = None) -> bool:
    """Whether a file's mark identifies its content: not when it changed a moment before it was listed."""
    if isinstance(mark, str):
        return True
    return bool(mark[0] < (time.time_ns() if now_ns is None else now_ns) - RACY_NS)


@cache
def _engine() -> bytes:
    """A digest of this version: number, Python's, size and time of each file; and of when packages came or went.

    A plug-in brings sources of evidence, which decide what is a finding.
    """
    digest = sha256(f"{__version__} {sys.version}".encode())
    for place in sys.path:
        if place.endswith(("site-packages", "dist-packages")) and os.path.isdir(place):
            digest.update(f"{place} {os.stat(place).st_mtime_ns}\n".encode())
    for folder, _, names in sorted(os.walk(_PACKAGE)):
        for name in sorted(names):
            if not name.endswith(".pyc"):
                stat = os.stat(os.path.join(folder, name))
                digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.digest()
