"""A listing in; a table for a terminal out: as wide as what it holds, at most as wide as the screen."""

from collections.abc import Iterable

from backlogue.render.listing import ListFormat, Screen
from backlogue.render.terminal import pad, visible, width
from backlogue.views.listing import Listing, Row, words

_GAP = "  "
_LEAST = 24  # columns that a title must keep to say anything
_NARROW = 4
# What a narrow screen does without, first to go first; the id, the status and the title always stay.
_SPARE = ("sprint", "owner", "priority", "size", "type", "team")
_RIGHT = ("size", "points", "timebox", "result")


def write(listing: Listing, screen: Screen) -> str:
    """Header, rows (under a heading for each group), and a line that counts them."""
    if not listing.shown:
        return f"{_summary(listing)}\n"
    cells = {row.path: _cells(row, listing.columns) for group in listing.groups for row in group.rows}
    places, widths = _fit(listing.columns, list(cells.values()), screen.columns)
    names = [listing.columns[place] for place in places]
    lines = [] if listing.group_field else [_bold(_line([name.upper() for name in names], names, widths), screen)]
    for group in listing.groups:
        if listing.group_field:
            heading = visible(group.name) or f"no {listing.group_field}"
            lines += [*([""] if lines else []), _bold(f"{heading} ({len(group.rows)})", screen)]
        lines += [_line([cells[row.path][place] for place in places], names, widths) for row in group.rows]
    return "\n".join([*lines, "", _summary(listing), ""])


def _cells(row: Row, columns: tuple[str, ...]) -> list[str]:
    texts = [visible(words(value)) for value in row.values]
    if row.blocked and "status" in columns:
        texts[columns.index("status")] += ", blocked"
    return texts


def _fit(columns: tuple[str, ...], rows: list[list[str]], room: int | None) -> tuple[list[int], list[int]]:
    """The places of the columns to show and their widths; without a screen, everything whole."""
    natural = [max([width(name), *(width(row[place]) for row in rows)]) for place, name in enumerate(columns)]
    places = list(range(len(columns)))
    if room is None:
        return places, natural
    least = [min(size, _LEAST if columns[place] == "title" else size) for place, size in enumerate(natural)]
    spare = [columns.index(name) for name in _SPARE if name in columns and "title" in columns]
    while spare and _total(least, places) > room:
        places.remove(spare.pop(0))
    names = [columns[place] for place in places]
    widths = [
        natural[place] if name == "id" else min(natural[place], room) for place, name in zip(places, names, strict=True)
    ]
    while (over := _total(widths, range(len(widths))) - room) > 0 and _shrink(widths, names, over):
        pass
    return places, widths


def _shrink(widths: list[int], names: list[str], over: int) -> bool:
    """Take what is too much from the title down to its least, then bit by bit from the widest; an id stays whole."""
    if "title" in names and widths[names.index("title")] > _LEAST:
        place = names.index("title")
        widths[place] = max(_LEAST, widths[place] - over)
        return True
    place = max((place for place, name in enumerate(names) if name != "id"), key=lambda one: widths[one], default=-1)
    if place < 0 or widths[place] <= _NARROW:
        return False
    widths[place] -= 1
    return True


def _total(widths: list[int], places: Iterable[int]) -> int:
    sizes = [widths[place] for place in places]
    return sum(sizes) + len(_GAP) * (len(sizes) - 1)


def _line(texts: list[str], names: list[str], widths: list[int]) -> str:
    cells = (pad(text, size, name in _RIGHT) for text, name, size in zip(texts, names, widths, strict=True))
    return _GAP.join(cells).rstrip()


def _summary(listing: Listing) -> str:
    if not listing.matched:
        return "no item matches"
    counted = f"{listing.matched:,} item{'' if listing.matched == 1 else 's'}"
    if listing.shown < listing.matched:
        counted = f"{listing.shown:,} of {counted}"
    return f"{counted}, {listing.points:g} point{'' if listing.points == 1 else 's'}" if listing.points else counted


def _bold(text: str, screen: Screen) -> str:
    return f"\x1b[1m{text}\x1b[0m" if screen.color else text


FORMAT = ListFormat("table", write)
