"""Foreign dates in; the order of day and month inferred over all of them, and ISO dates out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

ORDERS = ("day-first", "month-first", "year-first")

# Month names as exports shorten them (letters only, lower case, no dot), in English, German, French,
# Spanish, Portuguese, Italian, Dutch, Polish, Czech, Swedish, Danish, Norwegian, Turkish and Russian.
_MONTHS = (
    "jan january januar jänner jän janv janvier ene enero janeiro gen gennaio januari sty stycznia "
    "styczeń led leden ledna ocak oca янв января",
    "feb february februar febr février févr fév febrero fev fevereiro febbraio februari lut lutego "
    "úno února şubat şub фев февр февраля",
    "mar march märz mär mrz mars marzo março mrt maart marca bře března mart мар марта март",
    "apr april avr avril abr abril aprile kwi kwietnia dub dubna nisan nis апр апреля",
    "may mai mayo maio mag maggio mei maj maja kvě května mayıs мая май",
    "jun june juni juin junio junho giu giugno cze czerwca čvn června haziran haz июн июня",
    "jul july juli juil juillet julio julho lug luglio lip lipca čvc července temmuz tem июл июля",
    "aug august août aoû ago agosto sie sierpnia srp srpna augusti augustus ağustos ağu авг августа",
    "sep sept september septembre septiembre set setembro settembre wrz września zář září eylül eyl сен сент сентября",
    "oct october okt oktober octobre octubre out outubro ott ottobre paź października říj října ekim eki окт октября",
    "nov november novembre noviembre novembro lis listopada kasım kas ноя нояб ноября",
    "dec december dez dezember déc décembre dic diciembre dezembro dicembre gru grudnia pro prosince "
    "des desember aralık ara дек декабря",
)
_MONTH = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}

_TIME = (
    r"(?:[T,]?\s*(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?\s?[Mm]\.?|上午|下午)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_ISO = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.年])(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?" + _TIME)
_NAMED = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?P<day>\d{1,2})[-/. ](?:de )?\s*(?P<name>[^\W\d]+)\.?[-/. ](?:de )?\s*(?P<year>\d{4}|\d{2})"
    + _TIME
)
_NUMERIC = re.compile(r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second_>\d{1,2})[./-](?P<year>\d{4}|\d{2})\.?" + _TIME)


class Moment(NamedTuple):
    """A day (YYYY-MM-DD) and, unless it was midnight or absent, a time (HH:MM) with its zone as written."""

    day: str
    time: str = ""

    def __str__(self) -> str:
        return f"{self.day} {self.time}".strip()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads dates in one order; `pattern` is a strptime pattern that goes first."""

    order: str | None
    pattern: str | None = None

    def read(self, text: str) -> Moment | None:
        """The moment a text names, or None when it is no date or the order of day and month is unknown."""
        text = _plain(text)
        if self.pattern is not None:
            return _by_pattern(text, self.pattern)
        if (match := _ISO.fullmatch(text)) is not None:
            return _moment(match, int(match["year"]), int(match["month"]), int(match["day"]))
        if (match := _NAMED.fullmatch(text)) is not None:
            month = _MONTH.get(match["name"].casefold())
            return None if month is None else _moment(match, int(match["year"]), month, int(match["day"]))
        if (match := _NUMERIC.fullmatch(text)) is None:
            return None
        first, second = int(match["first"]), int(match["second_"])
        if match["mark"] == "." or self.order == "day-first":
            return _moment(match, int(match["year"]), second, first)
        if self.order == "month-first":
            return _moment(match, int(match["year"]), first, second)
        return None


class Inferred(NamedTuple):
    """The order that all dates agree on, or why there is none: `ambiguous`, `contradictory`."""

    order: str | None
    problem: str | None = None


def infer(texts: Iterable[str]) -> Inferred:
    """Which of day and month comes first in 7/6/2025, judged over every date of an export.

    Points between the numbers mean day first in every locale that writes them.
    """
    day_first = month_first = numeric = False
    for text in texts:
        match = _NUMERIC.fullmatch(_plain(text))
        if match is None or match["mark"] == ".":
            continue
        numeric = True
        day_first |= int(match["first"]) > 12 >= int(match["second_"])
        month_first |= int(match["second_"]) > 12 >= int(match["first"])
    if not numeric:
        return Inferred("day-first")
    if day_first and month_first:
        return Inferred(None, "contradictory")
    if not day_first and not month_first:
        return Inferred(None, "ambiguous")
    return Inferred("day-first" if day_first else "month-first")


def looks_dated(text: str) -> bool:
    """Whether a text has the shape of a date, readable or not."""
    text = _plain(text)
    return any(pattern.fullmatch(text) for pattern in (_ISO, _NAMED, _NUMERIC))


def _plain(text: str) -> str:
    # Some locales put narrow or no-break spaces before AM and PM.
    return " ".join(text[:80].replace("\u202f", " ").replace("\xa0", " ").split())


def _moment(match: "re.Match[str]", year: int, month: int, day: int) -> Moment | None:
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    try:
        found = datetime(year, month, day, *_clock(match))
    except ValueError:
        return None
    time = f"{found:%H:%M}" if found.hour or found.minute or found.second else ""
    zone = {"Z": "UTC", "GMT": "UTC"}.get(match["zone"] or "", match["zone"] or "")
    return Moment(f"{found:%Y-%m-%d}", f"{time} {zone}".strip() if time else "")


def _clock(match: "re.Match[str]") -> tuple[int, int, int]:
    if match["hour"] is None:
        return 0, 0, 0
    hour = int(match["hour"])
    half = (match["half"] or "").casefold()
    if half[:1] in ("a", "p", "上", "下") and half:
        hour = hour % 12 + (12 if half[0] in ("p", "下") else 0)
    return hour, int(match["minute"]), int(match["second"] or 0)


def _by_pattern(text: str, pattern: str) -> Moment | None:
    try:
        found = datetime.strptime(text, pattern)
    except ValueError:
        return None
    return Moment(f"{found:%Y-%m-%d}", f"{found:%H:%M}" if found.hour or found.minute else "")
