"""A written page with markers in, the same page with reference text made from the code in their place out.

A marker is a line of its own, `<!-- reference: NAME WORD -->`: NAME is a file in `reference/`, whose
value PART writes the Markdown, WORD (which may be absent) says of what. So a reference cannot go stale.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from backlogue.base import discover

MARKER = re.compile(r"^<!-- reference: (?P<name>[a-z]+)(?: (?P<word>[a-z]+))? -->$", re.MULTILINE)


class Part(NamedTuple):
    """One kind of reference text, under a name; `write` takes the marker's word, empty where there is none."""

    name: str
    write: Callable[[str], str]


def fill(page: str) -> str:
    """The page with each marker replaced. A name that no part has raises KeyError."""
    if MARKER.search(page) is None:
        return page
    parts = {plug.value.name: plug.value for plug in discover("backlogue.site.reference", "PART")}
    return MARKER.sub(lambda found: parts[found["name"]].write(found["word"] or "").strip(), page)


def cell(text: str) -> str:
    """Text as a cell of a Markdown table; what stands in backticks stays as it is."""
    pieces = " ".join(text.split()).split("`")
    pieces[::2] = [re.sub(r"([\\*_<\[\]|])", r"\\\1", piece) for piece in pieces[::2]]
    return "`".join(pieces)
