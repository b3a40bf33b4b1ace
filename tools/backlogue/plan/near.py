"""A wrong item id and the known ones in; the id that was probably meant out, fast in a large plan too."""

from collections.abc import Iterator, Set
from string import ascii_uppercase, digits

from backlogue.base import nearest

# With more ids than this, comparing each costs a millisecond and more, and an import can bring thousands of wrong ones.
_FEW = 500
_SIGNS = digits + ascii_uppercase


def nearest_known(wrong: str, known: Set[str], prefixes: Set[str], asking: str) -> str | None:
    """The most similar of few ids; of many, one that is a slip away, or has the number behind a similar prefix.

    The id of the item that asks is never the one that was meant.
    """
    if len(known) <= _FEW:
        return nearest(wrong, known - {asking})
    slips = {other for other in _slips(wrong.upper()) if other in known and other != asking}
    if slips:
        return nearest(wrong, slips)
    prefix, _, number = wrong.upper().partition("-")
    close = nearest(prefix, prefixes)
    other = f"{close}-{number}"
    return other if other in known and other != asking else None


def _slips(word: str) -> Iterator[str]:
    """The word itself, and every word with one sign too many, too few or wrong, or two neighbours swapped."""
    yield word
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        for sign in _SIGNS:
            yield f"{head}{sign}{tail}"
            yield f"{head}{sign}{tail[1:]}"
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
