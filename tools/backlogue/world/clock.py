"""The only clock. Which day a plan is judged by: a project's folder in, a function from a time zone to a day out."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from backlogue.world.git import commit_date, refusal


def named_day(moment: str) -> date | None:
    """The day of a moment written YYYY-MM-DD; None for a revision, which the short id 20261123 may be too.

    Days before 1970 and after 8999 are none: git has no commit then, and a sum of days may leave the calendar.
    """
    try:
        day = date.fromisoformat(moment) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", moment) else None
    except ValueError:
        return None
    return day if day is not None and 1970 <= day.year < 9000 else None


def clock_day(zone: str) -> date:
    """The day that it is now, in a time zone."""
    return datetime.now(ZoneInfo(zone)).date()


def day_of(
    root: Path, asked: date | None = None, commit: str = "HEAD", tell: Callable[[str], object] | None = None
) -> Callable[[str], date]:
    """As asked; otherwise the commit's date, so that it always means the same; without commits the clock's.

    `tell` hears where it is the clock's although there is a repository, since git refuses to read that.
    """

    def decide(zone: str) -> date:
        day = asked or commit_date(root, zone, commit)
        if day is None and tell is not None and (refused := refusal(root)):
            tell(f"The day is the clock's, not that of the last commit: {refused}")
        return day or clock_day(zone)

    return decide
