"""YAML text, a path and a value in; the same text with that value there, read again to be sure, out.

Knows nothing of the model, so that a merge, which git starts once a file, need not import it.
"""

from collections.abc import Sequence
from typing import Any

from backlogue.edit.places import Places
from backlogue.edit.splice import overwrite, remove, write
from backlogue.edit.values import MISSING, Path, at, drop, put, same


def rewrite(front: str, values: Any, path: Path, value: Any, order: Sequence[str] = ()) -> str | None:
    """Put `value` (MISSING: nothing) at `path` in a text that reads as `values`; None when no way is clean."""
    if value is MISSING:
        wanted = drop(values, path)
        text = remove(front, path)
        if text is None or not _reads_as(text, wanted):
            text = remove(front, path, spaced=True)
    else:
        wanted = put(values, path, value)
        text = write(front, path, value, order)
    return text if text is not None and _reads_as(text, wanted) else _around(front, wanted, path)


def _reads_as(text: str, wanted: Any) -> bool:
    places = Places(text)
    return not places.faulty and same(places.value or {}, wanted)


def _around(front: str, wanted: Any, path: Path) -> str | None:
    """The nearest enclosing value that can be written anew as a whole."""
    places = Places(front)
    for length in range(len(path), 0, -1):
        value = at(wanted, path[:length])
        if path[:length] in places and value is not MISSING:
            text = overwrite(places, path[:length], value, bare=True)
            if text is not None and _reads_as(text, wanted):
                return text
    return None
