"""The last sprint or increment and today in, the days of the next one out."""

from datetime import date, timedelta


def next_sprint(last: tuple[date, date] | None, today: date) -> tuple[date, date]:
    """As long as the last one and starting on the Monday behind it; two working weeks when there is none."""
    if last is None:
        start = _monday(today)
        return start, start + timedelta(days=11)
    start = _monday(last[1] + timedelta(days=1))
    return start, start + (last[1] - last[0])


def next_increment(last: tuple[date, date] | None, today: date) -> tuple[date, date]:
    """From the Monday behind the last one to a quarter's end, six weeks at least; or the next quarter of all."""
    start = _monday(last[1] + timedelta(days=1)) if last is not None else _quarter_after(today)
    return start, _quarter_after(start + timedelta(weeks=6)) - timedelta(days=1)


def quarter(start: date, end: date) -> str:
    """`2026-q3`: the quarter that the middle of an interval is in."""
    middle = start + (end - start) / 2
    return f"{middle.year}-q{(middle.month + 2) // 3}"


def _monday(day: date) -> date:
    """This day when it is a Monday, the next one otherwise."""
    return day + timedelta(days=-day.weekday() % 7)


def _quarter_after(day: date) -> date:
    month = (day.month - 1) // 3 * 3 + 4
    return date(day.year + 1, 1, 1) if month > 12 else date(day.year, month, 1)
