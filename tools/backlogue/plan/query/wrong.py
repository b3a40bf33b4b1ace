"""What the parser stumbled over in, a sentence with a place and a way out."""

from typing import NamedTuple

from lark import Token
from lark.exceptions import UnexpectedCharacters, UnexpectedInput

from backlogue.plan.query.syntax import QueryError

# What people write who come from a programming language or another tracker, longest first.
_FOREIGN = (
    ("===", "="), ("==", "="), ("<>", "!="), ("=>", ">="), ("=<", "<="), ("=~", "~"), ("!==", "!="),
    ("&&", "and"), ("||", "or"), ("&", "and"), ("|", "or"), ("[", "("), ("]", ")"), ("{", "("), ("}", ")"),
)  # fmt: skip
_SPOKEN = {
    "contains": "~", "like": "~", "matches": "~", "equals": "=", "eq": "=", "ne": "!=", "gt": ">", "lt": "<",
    "ge": ">=", "le": "<=", "sort": "order by", "sorted": "order by", "exists": "is set", "has": "is set",
    "null": "empty", "none": "empty", "missing": "empty", "present": "set", "defined": "set",
}  # fmt: skip


class _Place(NamedTuple):
    """Where the parser stopped, what stands there, and what it could have taken."""

    text: str
    start: int
    end: int
    expected: frozenset[str]

    @property
    def found(self) -> str:
        return self.text[self.start : self.end]


def wrong(text: str, error: UnexpectedInput) -> QueryError:
    """The error for a person."""
    place = _place(text, error)
    return _foreign(place) or _quotes(place) or _bracket(place) or _unfinished(place) or _misplaced(place)


def _place(text: str, error: UnexpectedInput) -> _Place:
    if isinstance(error, UnexpectedCharacters):
        at = error.pos_in_stream or 0
        return _Place(text, at, at + 1, frozenset(error.allowed or ()))
    token = getattr(error, "token", None)
    expected = frozenset(getattr(error, "accepts", None) or getattr(error, "expected", None) or ())
    if not isinstance(token, Token) or token.type == "$END" or token.start_pos is None or token.end_pos is None:
        end = len(text.rstrip())
        return _Place(text, end, end, expected)
    return _Place(text, token.start_pos, token.end_pos, expected)


def _foreign(place: _Place) -> QueryError | None:
    """A sign or word of another language."""
    text, start, _, _ = place
    for sign, ours in _FOREIGN:
        for first in range(max(0, start - len(sign) + 1), start + 1):
            if text.startswith(sign, first):
                message = f"{sign} means nothing in a query"
                return QueryError(message, first, first + len(sign), f"write {ours}")
    ours = _SPOKEN.get(place.found.lower(), "")
    if ours and place.expected & {"OPERATOR", "SET", "_ORDER"}:
        return QueryError(f"{place.found} is not a word of queries", start, place.end, f"write {ours}")
    if place.found == "!":
        return QueryError("! means nothing in a query", start, place.end, "write not, or != between field and value")
    return None


def _quotes(place: _Place) -> QueryError | None:
    """A quote that is not closed, or of the curly kind."""
    if place.found in tuple("\"'"):
        return QueryError("this quote is not closed", place.start, place.end, "write it behind the text too")
    if place.found and place.found in "“”„‘’":
        return QueryError("curly quotes mean nothing in a query", place.start, place.end, 'write straight ones: "…"')
    return None


def _bracket(place: _Place) -> QueryError | None:
    """A parenthesis that is not closed, or was never opened."""
    if place.found == ")" and "RPAR" not in place.expected and "_OR" in place.expected:
        return QueryError("this parenthesis closes nothing", place.start, place.end, "leave it out")
    if not place.found and "RPAR" in place.expected:
        opened = _unclosed(place.text)
        return QueryError("this parenthesis is not closed", opened, opened + 1, "write ) where it ends")
    if not place.found or place.expected != {"LPAR"}:
        return None
    return QueryError("a list stands in parentheses", place.start, place.end, f"write ({place.found})")


def _unfinished(place: _Place) -> QueryError | None:
    """The end, where more has to come."""
    if place.found:
        return None
    return QueryError(f"the query ends where {_wanted(place.expected)} has to come", place.start, place.start + 1)


def _misplaced(place: _Place) -> QueryError:
    """Anything else: what stands there, and what could."""
    hint = None
    if {"_AND", "_ORDER"} & place.expected and "OPERATOR" not in place.expected and place.found not in "(),+":
        hint = "join conditions with and; a value of several words stands in quotes"
    elif place.found == "," and "_AND" in place.expected:
        hint = "several values stand in a list: field in (a, b)"
    elif place.found == "+":
        hint = "a + is only for days (today + 7d); in a text it stands in quotes"
    elif "SET" in place.expected:
        hint = "write is set, is empty, is not set or is not empty"
    return QueryError(f"{place.found} stands where {_wanted(place.expected)} is expected", place.start, place.end, hint)


def _wanted(expected: frozenset[str]) -> str:
    """What could stand here, in words; the first set of tokens that fits."""
    if "QUOTED" in expected:
        return "a value" if "OFFSET" in expected else "a name"
    if "UNDER" in expected:
        return "a condition"
    for token, words in (
        ("OPERATOR", "a comparison (= != < <= > >= ~ in is)"), ("SET", "set or empty"), ("_AND", "and, or or the end"),
        ("BY", "by"), ("FOR", "for"), ("SPRINT", "sprint or increment"), ("LPAR", "a list in parentheses"),
        ("_IN", "in"), ("_GROUP", "a comma or the end"), ("WORD", "a field"),
    ):  # fmt: skip
        if token in expected:
            return words
    return "the end"


def _unclosed(text: str) -> int:
    """The offset of the last parenthesis that stays open; quoted text is passed over."""
    opened: list[int] = []
    quote = ""
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote and text[at - 1] != "\\" else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "(":
            opened.append(at)
        elif sign == ")" and opened:
            opened.pop()
    return opened[-1] if opened else len(text)
