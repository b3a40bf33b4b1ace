"""Which day a plan is judged by: a project's folder in, a function from a time zone to a day out."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from backlogue.world.git import head_date


def day_of(root: Path, asked: date | None = None) -> Callable[[str], date]:
    """As asked; otherwise HEAD's date, so that a commit always means the same; without commits the clock's."""

    def decide(zone: str) -> date:
        return asked or head_date(root, zone) or datetime.now(ZoneInfo(zone)).date()

    return decide
