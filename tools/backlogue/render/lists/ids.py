"""A listing in; one id a line out, for loops in a shell."""

from backlogue.render.listing import ListFormat, Screen
from backlogue.views.listing import Listing


def write(listing: Listing, _screen: Screen) -> str:
    """Each id once, in order."""
    ids = dict.fromkeys(row.id for group in listing.groups for row in group.rows)
    return "".join(f"{name}\n" for name in ids)


FORMAT = ListFormat("ids", write)
