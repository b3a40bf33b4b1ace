"""The text of a query in, its nodes out; a wrong text raises `QueryError`. Nothing here recurses over the text."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput

from backlogue.plan.query.syntax import (
    Both,
    Compare,
    Condition,
    Either,
    Flag,
    Key,
    Near,
    Not,
    OneOf,
    Parsed,
    Presence,
    QueryError,
    Value,
    Word,
)  # fmt: skip
from backlogue.plan.query.wrong import wrong

LONGEST = 10_000
DEEPEST = 50
_SHIFT = re.compile(r"([+-])\s*([0-9]+)\s*([dwmy])", re.IGNORECASE)
# `today-7d` is one word to the lexer, as `churn-2026-07` is; only a day takes a shift without a space.
_JOINED = re.compile(r"(today|tomorrow|yesterday|\d{4}-\d{2}-\d{2})((?:[+-][0-9]{1,6}[dwmy])+)", re.IGNORECASE)


def parse(text: str) -> Parsed:
    """The nodes of a query of at most 10,000 characters whose conditions nest at most 50 deep."""
    if len(text) > LONGEST:
        raise QueryError(f"a query has at most {LONGEST:,} characters, and this has {len(text):,}", LONGEST, len(text))
    try:
        parsed = _parser().parse(text)
    except UnexpectedInput as error:
        raise wrong(text, error) from None
    assert isinstance(parsed, Parsed)
    return parsed


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", start="query", transformer=_Nodes(), maybe_placeholders=False)


@v_args(inline=True)
class _Nodes(Transformer[Token, Any]):
    """Builds each node when its rule is complete, so that no tree is walked afterwards."""

    def query(self, *parts: Any) -> Parsed:
        order = next((part for part in parts if isinstance(part, tuple)), ())
        group = next((part for part in parts if isinstance(part, Word)), None)
        found = next((part for part in parts if not isinstance(part, tuple | Word)), None)
        return Parsed(found, order, group)

    def either(self, left: Condition, right: Condition) -> Either:
        terms = (*(left.terms if isinstance(left, Either) else (left,)), right)
        return Either(terms, _deeper(terms))

    def both(self, left: Condition, right: Condition) -> Both:
        terms = (*(left.terms if isinstance(left, Both) else (left,)), right)
        return Both(terms, _deeper(terms))

    def negate(self, _not: Token, term: Condition) -> Not:
        return Not(term, _deeper((term,)))

    def flag(self, word: Token) -> Flag:
        return Flag(_word(word))

    def compare(self, field: Token, operator: Any, value: Value) -> Compare:
        return Compare(_word(field), operator.value, value)

    def one_of(self, field: Token, values: tuple[Value, ...]) -> OneOf:
        return OneOf(_word(field), values, negated=False)

    def none_of(self, field: Token, _not: Token, values: tuple[Value, ...]) -> OneOf:
        return OneOf(_word(field), values, negated=True)

    def presence(self, field: Token, *words: Token) -> Presence:
        return Presence(_word(field), (words[-1].type == "SET") is (len(words) == 1))

    def near(self, *parts: Any) -> Near:
        relation: Any = " ".join(part.lower() for part in parts[:-1])
        return Near(relation, parts[-1])

    def values(self, *values: Value) -> tuple[Value, ...]:
        return values

    def quoted(self, token: Token) -> Value:
        text = re.sub(r"\\([\"'\\])", r"\1", token[1:-1])
        return Value(text, *_place(token), quoted=True)

    def bare(self, token: Token, *offsets: Token) -> Value:
        joined = _JOINED.fullmatch(token)
        text, shifts = (joined[1], _shifts(joined[2])) if joined else (str(token), ())
        return Value(text, *_place(token, *offsets), shifts=(*shifts, *_shifts("".join(offsets))))

    def relative(self, *offsets: Token) -> Value:
        return Value("today", *_place(*offsets), shifts=_shifts("".join(offsets)))

    def edge(self, edge: Any, _of: Token, period: Token, *offsets: Token) -> Value:
        start, end = _place(edge, period, *offsets)
        return Value(period.lower(), start, end, edge=edge.lower(), shifts=_shifts("".join(offsets)))

    def order(self, _by: Token, *keys: Key) -> tuple[Key, ...]:
        return keys

    def key(self, field: Token, *direction: Token) -> Key:
        return Key(_word(field), any(word.type == "DESC" for word in direction))

    def group(self, _by: Token, field: Token) -> Word:
        return _word(field)


def _deeper(terms: tuple[Condition, ...]) -> int:
    depth = 1 + max(term.depth if isinstance(term, Not | Both | Either) else 0 for term in terms)
    if depth > DEEPEST:
        raise QueryError(f"conditions nest at most {DEEPEST} deep", 0, 1, "save a part of it as a view, or simplify it")
    return depth


def _word(token: Token) -> Word:
    return Word(str(token), *_place(token))


def _place(*tokens: Token) -> tuple[int, int]:
    start, end = tokens[0].start_pos, tokens[-1].end_pos
    assert start is not None
    assert end is not None
    return start, end


def _shifts(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(sign + amount), unit.lower()) for sign, amount, unit in _SHIFT.findall(text))
