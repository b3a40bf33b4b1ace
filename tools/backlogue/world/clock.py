"""Which day a plan is judged by: a project's folder in, a function from a time zone to a day out."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from backlogue.world.git import commit_date


def day_of(root: Path, asked: date | None = None, commit: str = "HEAD") -> Callable[[str], date]:
    """As asked; otherwise the commit's date, so that it always means the same; without commits the clock's."""

    def decide(zone: str) -> date:
        return asked or commit_date(root, zone, commit) or datetime.now(ZoneInfo(zone)).date()

    return decide
