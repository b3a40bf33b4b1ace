"""The typed words of a plan file: ids, days, numbers and texts, as pydantic annotations.

YAML gives text, numbers, booleans, lists and maps. Nothing is turned into something else in
silence: a number is no text, `true` is no number, and a day is the text YYYY-MM-DD.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from math import isfinite
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from backlogue.base import ITEM_ID
from backlogue.base.login import holds_login

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_SCHEMA = {"type": "string", "format": "date"}


def _day(value: Any) -> date:
    if not isinstance(value, str):
        raise ValueError("should be a day, written YYYY-MM-DD")
    return _written(value)


# The same days stand in thousands of files, and reading one is a third of the time of typing an item.
@lru_cache(maxsize=10_000)
def _written(text: str) -> date:
    if _DAY.fullmatch(text) is None:
        raise ValueError("should be a day, written YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("should be a day that exists, written YYYY-MM-DD") from None


def _lockable(value: Any) -> Any:
    if not all(isfinite(one) for one in _leaves(value) if isinstance(one, float)):
        raise ValueError("should be a finite number" if isinstance(value, float) else "should hold finite numbers only")
    if any(holds_login(one) for one in _leaves(value) if isinstance(one, str)):
        raise PydanticCustomError("credentials", "should hold no credentials")
    return value


def _leaves(value: Any) -> Iterator[Any]:
    if not isinstance(value, dict | list | tuple):
        yield value
        return
    for one in value.values() if isinstance(value, dict) else value:
        yield from _leaves(one)


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema(_DAY_SCHEMA)]
Text = Annotated[str, Field(min_length=1)]
# One line with something in it; the line end that a block scalar brings is forgiven.
ONE_LINE = r"^.*\S.*\n?$"
Line = Annotated[str, Field(min_length=1, pattern=ONE_LINE)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Amount = Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(strict=True, ge=0)]
# Anything but what a lock may not hold, also inside of lists and maps: NaN and infinity, which no value meets either,
# and credentials.
Lockable = Annotated[Any, AfterValidator(_lockable)]
Flag = Annotated[bool, Field(strict=True)]

WHOLE_ID = rf"^{ITEM_ID}$"
ItemId = Annotated[str, Field(pattern=WHOLE_ID)]
# Sprints, increments, teams and people: what works in a URL and a file name.
NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
Name = Annotated[str, Field(pattern=NAME, max_length=100)]


class Part(BaseModel):
    """A nested piece of a plan file: frozen, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
