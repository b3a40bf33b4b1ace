"""Progress on a terminal: counts in, one line on standard error that overwrites itself out, after the first second."""

import sys
import time

PATIENCE = 1.0
STEP = 0.1


class Progress:
    """Says how much is done; silent where nobody looks, and for work that takes less than a second."""

    def __init__(self, doing: str, unit: str, total: int | None = None) -> None:
        self._doing = doing
        self._unit = unit if total is None else f"of {total:,} {unit}"
        self._next = time.monotonic() + PATIENCE if sys.stderr.isatty() else float("inf")
        self._shown = False

    def __call__(self, done: int) -> None:
        """`done` pieces of the work are done."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + STEP
            self._shown = True
            sys.stderr.write(f"\r\x1b[K{self._doing}: {done:,} {self._unit}")
            sys.stderr.flush()

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
