"""The nearest right word to a wrong one: a misspelt key, id, state or team in, a suggestion out."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from math import nextafter

# difflib's own measure of a good match is 0.6; what is above this is at least that.
_TOO_FAR = nextafter(0.6, 0.0)


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The candidate most like `word`, or None when nothing is close.

    Closeness is difflib's ratio; ties go to the candidate that sorts first, so the answer is stable.
    """
    wanted = word.casefold()
    best, best_score = None, _TOO_FAR
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    for candidate in sorted(set(among)):
        folded = candidate.casefold()
        if folded == wanted:
            return candidate
        matcher.set_seq1(folded)
        # The quick ratios are never below the real one, and put out most candidates by their length alone.
        if matcher.real_quick_ratio() <= best_score or matcher.quick_ratio() <= best_score:
            continue
        score = matcher.ratio()
        if score > best_score:
            best, best_score = candidate, score
    return best
