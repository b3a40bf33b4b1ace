"""A listing in, one JSON object out: `version`, `query`, `items`, `groups` and `summary`. Documented and versioned."""

from typing import Any

from backlogue.render.listing import ListFormat, Screen
from backlogue.render.terminal import json_text
from backlogue.views.listing import Listing

VERSION = 1


def write(listing: Listing, _screen: Screen) -> str:
    """The object, indented, keys in the documented order."""
    return json_text(as_values(listing))


def as_values(listing: Listing) -> dict[str, Any]:
    """The object as plain values. Each item stands once; groups name their items by id."""
    rows = {row.path: row for group in listing.groups for row in group.rows}
    grouped = [{"name": group.name or None, "items": [row.id for row in group.rows]} for group in listing.groups]
    return {
        "version": VERSION,
        "query": listing.query,
        "today": listing.today.isoformat(),
        "items": [dict(zip(listing.columns, row.values, strict=True)) for row in rows.values()],
        "groups": {"field": listing.group_field, "groups": grouped} if listing.group_field else None,
        "summary": {
            "matched": listing.matched,
            "shown": listing.shown,
            "points": int(listing.points) if float(listing.points).is_integer() else listing.points,
            "unread": list(listing.unread),
        },
    }


FORMAT = ListFormat("json", write)
