"""An entry and values for some of its keys in; the new text of its file out, nothing else in it changed.

None where a key cannot be cut out cleanly (an alias, say): then a person changes it by hand.
"""

from typing import Any

from backlogue.edit.order import key_order
from backlogue.edit.rewrite import rewrite
from backlogue.edit.values import MISSING, Path, at, drop, put, same
from backlogue.model import Entry


def with_keys(entry: Entry, *wanted: tuple[Path, Any]) -> str | None:
    """The entry's text with a value at each path (MISSING: nothing there)."""
    record = entry.record
    front, values = record.text[record.front], record.values
    for path, value in wanted:
        if same(at(values, path), value) or (value is MISSING and at(values, path) is MISSING):
            continue
        spliced = rewrite(front, values, path, value, key_order(type(entry)))
        if spliced is None:
            return None
        front, values = spliced, drop(values, path) if value is MISSING else put(values, path, value)
    return record.text[: record.front.start] + front + record.text[record.front.stop :]
