"""Ranks (texts that sort) in; a rank between two of them, or the fewest new ones that bring order, out. No effects.

The form is that of Jira's exports, `0|hzzzzz:`: a bucket, six signs in base 36, a colon, and a fraction
that grows where two neighbours leave no room. Ranks of any other form are compared as they are.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
FIRST = "0|hzzzzz:"
# Room left at either end of the list, so that the next ones there stay short as well.
STEP = 36
# A rank that is longer is as good as none: repair gives it a short one.
LONGEST = 40

_RANK = re.compile(r"([0-9])\|([0-9a-z]{6}):([0-9a-z]*)")
_TOP = 36**6


def between(before: str | None, after: str | None) -> str | None:
    """A rank that sorts behind the one and before the other (None: the list's end); None where there is no room."""
    for rank in _candidates(before, after):
        if (before is None or before < rank) and (after is None or rank < after) and len(rank) <= LONGEST:
            return rank
    return None


def spread(before: str | None, after: str | None, count: int) -> list[str] | None:
    """That many ranks in rising order between two others; None where there is no room for them."""
    if count == 0:
        return []
    if after is None or before is None:
        return _towards(before, after, count)
    middle = between(before, after)
    if middle is None:
        return None
    left, right = spread(before, middle, count // 2), spread(middle, after, count - count // 2 - 1)
    return None if left is None or right is None else [*left, middle, *right]


def _towards(before: str | None, after: str | None, count: int) -> list[str] | None:
    """Ranks one after the other to an open end, so that they keep an even distance."""
    found: list[str] = []
    for _ in range(count):
        last = found[-1] if found else None
        new = between(last or before, None) if after is None else between(None, last or after)
        if new is None:
            return None
        found.append(new)
    return found if after is None else found[::-1]


def repair(ranks: Sequence[str | None]) -> dict[int, str]:
    """New ranks, by place, after which the list rises strictly; as many as can keep theirs.

    None stands for an entry that has no rank yet; empty texts and ones that are too long count as none.
    """
    kept = _longest_rise([rank if rank and len(rank) <= LONGEST else None for rank in ranks])
    while True:
        found = _filled(ranks, kept)
        if isinstance(found, dict):
            return found
        # No room in front of this one: it gets a new rank too.
        kept.remove(found)


def _candidates(before: str | None, after: str | None) -> Iterator[str]:
    low, high = (_RANK.fullmatch(rank) if rank is not None else None for rank in (before, after))
    if low is None and high is None:
        yield FIRST
    elif low is not None and high is not None and low[1] == high[1]:
        yield from _inside(low, high)
    elif low is not None:
        yield _whole(low[1], min(int(low[2], 36) + STEP, _TOP - 1))
        yield f"{low[1]}|{low[2]}:{_fraction(low[3], None)}"
    elif high is not None:
        yield _whole(high[1], max(int(high[2], 36) - STEP, 0))
        yield f"{high[1]}|{high[2]}:{_fraction('', high[3])}"
    if before is not None:
        # Whatever it is, one sign more sorts behind it.
        yield f"{before}i"


def _inside(low: re.Match[str], high: re.Match[str]) -> Iterator[str]:
    one, two = int(low[2], 36), int(high[2], 36)
    if two - one > 1:
        yield _whole(low[1], (one + two) // 2)
    yield f"{low[1]}|{low[2]}:{_fraction(low[3], high[3] if one == two else None)}"


def _whole(bucket: str, number: int) -> str:
    signs = ""
    for _ in range(6):
        number, digit = divmod(number, 36)
        signs = SIGNS[digit] + signs
    return f"{bucket}|{signs}:"


def _fraction(low: str, high: str | None) -> str:
    """A fraction between two others (None: one), as short as can be; never one that ends in 0."""
    found = ""
    for place in range(max(len(low), len(high or "")) + 2):
        one = SIGNS.index(low[place]) if place < len(low) else 0
        two = 36 if high is None else SIGNS.index(high[place]) if place < len(high) else 0
        if two - one > 1:
            return found + SIGNS[(one + two) // 2]
        found += SIGNS[one]
        high = high if one == two else None
    return found + "i"


def _longest_rise(ranks: Sequence[str | None]) -> list[int]:
    """The places of the longest strictly rising run of ranks, gaps allowed."""
    tails: list[str] = []
    places: list[int] = []
    earlier: dict[int, int | None] = {}
    for place, rank in enumerate(ranks):
        if rank is None:
            continue
        at = bisect_left(tails, rank)
        earlier[place] = places[at - 1] if at else None
        tails[at:], places[at:] = [rank, *tails[at + 1 :]], [place, *places[at + 1 :]]
    found: list[int] = []
    last = places[-1] if places else None
    while last is not None:
        found.append(last)
        last = earlier[last]
    return found[::-1]


def _filled(ranks: Sequence[str | None], kept: Sequence[int]) -> dict[int, str] | int:
    """New ranks for the places that are not kept, or the first kept place that leaves no room."""
    found: dict[int, str] = {}
    last = -1
    for place in (*kept, len(ranks)):
        before = ranks[last] if last >= 0 else None
        after = ranks[place] if place < len(ranks) else None
        new = spread(before, after, place - last - 1)
        if new is None:
            return place if place < len(ranks) else last
        found |= dict(zip(range(last + 1, place), new, strict=True))
        last = place
    return found
