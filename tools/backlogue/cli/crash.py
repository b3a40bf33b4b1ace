"""Our own fault: an exception in, a short report to paste and exit code 3 out."""

import platform
import sys
import traceback
from pathlib import Path

from backlogue import __version__
from backlogue.render.terminal import visible

_PACKAGE = Path(__file__).parent.parent


def report(error: BaseException) -> int:
    """Print what a maintainer needs, without the reader's paths or data; give the exit code."""
    from backlogue.world.git import GitFault  # a start without a crash need not pay for it

    if isinstance(error, GitFault):
        # What was there when a command began can be gone later: files that a partial clone would have to fetch.
        print(visible(f"backlogue: git: {error}"), file=sys.stderr)
        return 3
    if isinstance(error, OSError) and error.errno is not None:
        where = f": {error.filename}" if error.filename else ""
        print(visible(f"backlogue: {error.strerror}{where}"), file=sys.stderr)
        return 3
    lines = [
        f"backlogue {__version__}, Python {platform.python_version()}, {platform.system()}",
        visible(f"{type(error).__name__}: {str(error)[:200]}"),
    ]
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(_PACKAGE):
            lines.append(f"  {path.relative_to(_PACKAGE).as_posix()}:{frame.lineno} in {frame.name}")
    print("This is a fault of backlogue, not of your files. Please report these lines:\n", file=sys.stderr)
    print("\n".join(lines), file=sys.stderr)
    return 3
