"""Diagnostics and the lines they stand on in, one name each that outlives edits elsewhere in the file out."""

from collections import Counter
from hashlib import sha256

from backlogue.base import Diagnostic
from backlogue.render.report import Outcome


def fingerprints(outcome: Outcome) -> list[str]:
    """A name per diagnostic, in their order: 32 hexadecimal digits, a colon, and which of its like it is.

    Made of rule, path, sentence and the source line's text, not of line numbers, so that a line
    inserted above keeps it; equal ones in a file are counted from 1, so that none is used twice.
    """
    seen: Counter[str] = Counter()
    found = []
    for one in outcome.diagnostics:
        parts = (one.code, one.span.path, one.message, _line(one, outcome))
        digest = sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return found


def _line(one: Diagnostic, outcome: Outcome) -> str:
    lines = outcome.lines(one.span.path) if one.span.end_line else []
    return lines[one.span.line - 1].strip() if 1 <= one.span.line <= len(lines) else ""
