"""A listing in; comma-separated values with a header line out, safe to open in a spreadsheet."""

import csv
import io
from typing import Any

from backlogue.render.listing import ListFormat, Screen
from backlogue.render.terminal import visible_lines
from backlogue.views.listing import Listing, words

# A spreadsheet takes a cell that begins so for a formula. Source: OWASP, CSV Injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(listing: Listing, _screen: Screen) -> str:
    """One line an item in a group, so that an item with two labels stands in both; the group comes first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    first = (listing.group_field,) if listing.group_field else ()
    writer.writerow([cell(name) for name in (*(f"group by {name}" for name in first), *listing.columns)])
    for group in listing.groups:
        name = (group.name,) if first else ()
        writer.writerows([cell(value) for value in (*name, *row.values)] for row in group.rows)
    return text.getvalue()


def cell(value: Any) -> Any:
    """Numbers as they are; a text that a spreadsheet would run gets an apostrophe in front, which it hides."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = visible_lines(words(value))
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) or text.startswith(_FORMULA) else text


FORMAT = ListFormat("csv", write)
