"""Days in, working days out: the project's week and holidays."""

from datetime import date, timedelta

from backlogue.model import Project

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def working_days(project: Project, first: date, last: date) -> int:
    """How many working days lie from `first` to `last`, both included; 0 when `last` is before `first`."""
    if last < first:
        return 0
    weeks, rest = divmod((last - first).days + 1, 7)
    found = weeks * len(set(project.working_days))
    found += sum(_works(project, last - timedelta(days=back)) for back in range(rest))
    return found - sum(first <= day <= last and _works(project, day) for day in project.holidays)


def each_working_day(project: Project, first: date, last: date) -> tuple[date, ...]:
    """The working days from `first` to `last`, both included."""
    span = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(day for day in span if _works(project, day) and day not in project.holidays)


def _works(project: Project, day: date) -> bool:
    return _WEEK[day.weekday()] in project.working_days
