"""YAML text in, its value out quickly, or `UNSURE` when only the positioned reader may decide.

A fifth of the time of `document.compose`, but it knows no places, lets duplicate keys pass and
differs in corners of YAML. The guard admits only texts in which both agree; a fuzzed test holds
them together.
"""

import re
from typing import Any

import yaml12

from backlogue.parse import limits


class _Unsure:
    """The type of UNSURE."""


UNSURE = _Unsure()

# What may make readers differ: control characters, tabs and special line breaks, escapes, anchors,
# aliases, tags, directives, block scalars, explicit keys, reserved characters at the start of a
# value, long digits, non-ASCII white space and control characters.
_RISK = re.compile(
    r"(?<![^\s,\[{:\-])[&*!%@|>?]|:[,\[\]{}]"
    r"|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\\`]"
    r"|[^\x00-\x7f\xa1-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff"
    r"\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef\U00010000-\U0010ffff]"
)
_LONG = re.compile(r"[0-9]{16}|0[xo][0-9a-fA-F]{13}")
# Every line starts a key, goes on below one or is empty; the first is not indented, none is a comment.
_KEY_LINE = r"[A-Za-z_][\w.-]*:(?:[ ][^\n]*)?"
_SHAPE = re.compile(rf"{_KEY_LINE}(?:\n(?:{_KEY_LINE}|[ ]+(?:[^ #\n][^\n]*)?)?)*")
# A map in braces whose every entry has its colon; `{a, b}` could hide a key written twice. Nothing is given back
# (`++`, `*+`): where the spaces could be shared out in many ways, a long row of them would be tried in all.
_BRACES = re.compile(
    r"\{[ ]*+(?:{entry}(?:,[ ]*+{entry})*)?\}".replace(
        "{entry}", r"""[\w.-]++:[ ]++(?:[^ ,\[\]{}'"\#:\n][^,\[\]{}'"\#:\n]*+|"[^"\n]*+"[ ]*+)"""
    )
)
# Each key has its colon: before a space or at the end of a line.
_COLON = re.compile(r":(?=\s|$)")


# What needs no reader: a key and words, as most titles are. Some words are no text in YAML.
_WORDS = re.compile(r"([A-Za-z_][\w-]*): ([A-Za-z][A-Za-z0-9 _-]*[A-Za-z0-9])", re.ASCII)
_OTHERS = frozenset(form for word in ("null", "true", "false") for form in (word, word.title(), word.upper()))

# A new top-level key starts behind such a line end; what lies between is a piece.
_PIECES = re.compile(r"\n(?=[A-Za-z_])")
# Pieces such as `type: story` recur in thousands of files and in every version of a file. The
# values are shared: nobody may change them.
_known: dict[str, tuple[str, Any]] = {}
_KNOWN_MOST = 200_000


def load(text: str) -> Any:
    """The mapping that `text` writes, or UNSURE (also when it is not valid: the other reader says why)."""
    if len(text) > 2 * limits.VALUES:
        return UNSURE  # only so long a text can hold too many values, of two characters at least
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if len(_known) > _KNOWN_MOST:
        _known.clear()
    text = text.rstrip("\n")
    pieces = text.split("\n")
    try:
        value = dict([_known[piece] for piece in pieces])
    except KeyError:
        # A line that is not known may go on below, or be the first of its kind.
        pieces = _PIECES.split(text)
        new = [piece for piece in pieces if piece not in _known]
        if new and not _learn(new):
            whole = _read(text)
            return UNSURE if whole is None else whole
        value = dict([_known[piece] for piece in pieces])
    return value if len(value) == len(pieces) else UNSURE


def _learn(new: list[str]) -> bool:
    """Read new pieces in one go and remember each; False where they are not one key each."""
    pieces = []
    for piece in new:
        plain = _WORDS.fullmatch(piece)
        if plain is not None and plain[1] not in _OTHERS and plain[2] not in _OTHERS:
            _known[piece] = (plain[1], plain[2])
        else:
            pieces.append(piece)
    if not pieces:
        return True
    value = _read("\n".join(pieces))
    if value is None or len(value) != len(pieces):
        return False
    if not all(piece.startswith(f"{key}:") for piece, key in zip(pieces, value, strict=True)):
        return False
    _known.update(zip(pieces, value.items(), strict=True))
    return True


def _read(text: str) -> dict[str, Any] | None:
    """The mapping that a text writes, or None where the guard steps back."""
    if _risky(text):
        return None
    try:
        value: Any = yaml12.parse_yaml(text)
    except ValueError:
        return None
    if type(value) is not dict:
        return None
    keys = _keys(value)
    # A key written twice leaves a colon over; so do colons in quotes and comments, which only
    # cost the slower reading.
    return value if keys >= 0 and keys == len(_COLON.findall(text)) else None


def _risky(text: str) -> bool:
    """Whether the text has anything on which the readers might not agree."""
    return (
        "\r" in text
        or "<<" in text
        or _SHAPE.fullmatch(text) is None
        or _RISK.search(text) is not None
        or _LONG.search(text) is not None
        or ("{" in text and text.count("{") != len(_BRACES.findall(text)))
    )


def _keys(value: Any, depth: int = 0) -> int:
    """How many keys a value has in all its maps; negative when a key is not text, a value is odd or nested too deep."""
    if depth >= limits.NESTING:
        return -1_000_000
    total = 0
    if type(value) is dict:
        for key, inner in value.items():
            if type(key) is not str:
                return -1_000_000
            total += 1
            kind = type(inner)
            if kind is dict or kind is list:
                total += _keys(inner, depth + 1)
            elif kind is float and (inner != inner or inner in (float("inf"), float("-inf"))):
                return -1_000_000
    else:
        for inner in value:
            kind = type(inner)
            if kind is dict or kind is list:
                total += _keys(inner, depth + 1)
    return total
