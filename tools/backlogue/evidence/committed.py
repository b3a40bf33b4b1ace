"""Paths of the project in; the last commit that changed them, and whether they still are as it left them, out."""

from collections.abc import Iterable
from datetime import UTC, datetime
from os.path import isfile
from pathlib import Path
from typing import NamedTuple

from backlogue.world.git import run_git, seconds


class Change(NamedTuple):
    """The last commit of some paths: its id, seconds since 1970, and ISO 8601 in UTC; empty when there is none."""

    commit: str = ""
    seconds: int = 0
    at: str = ""


def last_change(root: Path, paths: Iterable[str], *, as_it_was: bool = True) -> Change:
    """The newest commit that changed some paths; none outside git, or, `as_it_was`, when they were changed since."""
    names = [f":(literal){path}" for path in paths]
    printed = run_git(root, "log", "-1", "--format=%H %ct", "--end-of-options", "HEAD", "--", *names)
    if not printed or (as_it_was and not _as_committed(root, names)):
        return Change()
    commit, _, time = printed.decode().partition(" ")
    at = seconds(time)
    return Change(commit, at or 0, iso(at))


def _as_committed(root: Path, names: list[str]) -> bool:
    # `diff-index` would take a file that was only copied or touched for a changed one; `diff` looks into it.
    return run_git(root, "diff", "--quiet", "--no-ext-diff", "--no-textconv", "HEAD", "--", *names) is not None


def edited_after(root: Path, paths: Iterable[str], report: str) -> tuple[str, ...]:
    """The files among or below some paths that are not as HEAD has them and were written after a report was."""
    names = [f":(literal){path}" for path in paths]
    compared = ("--name-only", "-z", "--relative", "--no-ext-diff", "--no-textconv")
    printed = run_git(root, "diff", *compared, "HEAD", "--", *names) or b""
    found = [name for name in printed.decode("utf-8", "surrogateescape").split("\0") if name]
    try:
        made = (root / report).stat().st_mtime_ns
        return tuple(name for name in found if isfile(root / name) and (root / name).stat().st_mtime_ns > made)
    except OSError:  # gone in between; nothing can be said of its time
        return ()


def iso(at: float | None) -> str:
    """Seconds since 1970 as ISO 8601 in UTC, to the second; empty for none, and for what no calendar knows."""
    if at is None:
        return ""
    try:
        return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, OSError, ValueError):
        return ""


def read_time(written: object) -> datetime | None:
    """A time as reports write it: ISO 8601 (UTC when it names no zone), or seconds or milliseconds since 1970."""
    if isinstance(written, int | float) and not isinstance(written, bool):
        written = str(written)
    if not isinstance(written, str):
        return None
    try:
        if written.replace(".", "", 1).isdecimal() and len(written) > 8:
            seconds = float(written)
            # No report was written in the year 5138, but many in milliseconds.
            return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
        found = datetime.fromisoformat(written.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, OSError, ValueError):
        return None


def read_at(written: object) -> str:
    """A time as reports write it, as ISO 8601 in UTC; empty when it is none."""
    found = read_time(written)
    return iso(found.timestamp()) if found else ""
