"""What a query says, as frozen nodes with their places; and the error that a wrong one is.

Places are offsets in characters into the query's text, the end exclusive.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "~", "!~"]
Relation = Literal["under", "waits for", "needed by", "in sprint", "in increment"]


class QueryError(ValueError):
    """A query that cannot be understood: what is wrong, where, and a way out where one is known."""

    def __init__(self, message: str, start: int, end: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Word:
    """A name as written: of a field, a flag or an entry."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Value:
    """What a field is compared with. A quoted one is only ever text.

    `edge` is start or end for `start of sprint` (then `text` is the period); `shifts` are amounts with units.
    """

    text: str
    start: int
    end: int
    quoted: bool = False
    edge: Literal["", "start", "end"] = ""
    shifts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Compare:
    """`points > 5`."""

    field: Word
    operator: Operator
    value: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """`status in (todo, ready)`, or `not in`."""

    field: Word
    values: tuple[Value, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Presence:
    """`owner is set`, `owner is empty`."""

    field: Word
    wanted: bool


@dataclass(frozen=True, slots=True)
class Flag:
    """`blocked`, `open`: a word that says something by itself."""

    word: Word


@dataclass(frozen=True, slots=True)
class Near:
    """`under CHURN-1`, `waits for PLAT-3`: how an item stands to another entry."""

    relation: Relation
    name: Value


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    term: "Condition"
    depth: int


@dataclass(frozen=True, slots=True)
class Both:
    """All of some conditions."""

    terms: tuple["Condition", ...]
    depth: int


@dataclass(frozen=True, slots=True)
class Either:
    """Any of some conditions."""

    terms: tuple["Condition", ...]
    depth: int


Condition: TypeAlias = Compare | OneOf | Presence | Flag | Near | Not | Both | Either


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an order."""

    field: Word
    descending: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """A whole query; no condition means every item."""

    condition: Condition | None
    order: tuple[Key, ...]
    group: Word | None
