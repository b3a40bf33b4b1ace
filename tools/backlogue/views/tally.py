"""Items in, how far they are out: how many (and how many points) are done, going on, waiting and to come."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.model import Item
from backlogue.plan import Plan
from backlogue.views.words import count, number

_SHOWN = ("done", "doing", "waiting", "todo")
_WORDS = {"done": "done", "doing": "going on", "waiting": "waiting", "todo": "to come"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a progress bar, in percent of its length."""

    category: str
    items: int
    points: float
    start: float
    share: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Progress over items that were not dropped; by points where every one has an estimate, by items otherwise."""

    items: int
    done: int
    points: float
    points_done: float
    pieces: tuple[Piece, ...]
    words: str


def outcome(taken: float, delivered: float) -> Tally:
    """Progress of a sprint that is over, in points delivered of those it took on; later work does not count."""
    whole = max(taken, delivered)
    share = 100 * delivered / whole if whole else 0.0
    pieces = [Piece("done", 0, delivered, 0.0, share), Piece("todo", 0, whole - delivered, share, 100 - share)]
    return Tally(0, 0, taken, delivered, tuple(piece for piece in pieces if piece.share), brought(taken, delivered))


def brought(taken: float, delivered: float) -> str:
    """Two figures side by side, not a share: what was delivered may not be what was taken on."""
    return f"{count(delivered, 'point')} delivered, {number(taken)} taken on"


def tally(plan: Plan, items: Iterable[Item]) -> Tally:
    """Count items by what their state means; dropped ones are left out."""
    kept = [item for item in items if plan.category(item) != "dropped"]
    numbers = {name: [item for item in kept if (plan.category(item) or "todo") == name] for name in _SHOWN}
    points = {name: sum(item.size or 0 for item in found) for name, found in numbers.items()}
    by_points = bool(kept) and all(item.size is not None for item in kept) and sum(points.values()) > 0
    whole = sum(points.values()) if by_points else len(kept)
    pieces: list[Piece] = []
    start = 0.0
    for name in _SHOWN:
        part = points[name] if by_points else len(numbers[name])
        share = 100 * part / whole if whole else 0.0
        if share:
            pieces.append(Piece(name, len(numbers[name]), points[name], start, share))
        start += share
    words = ", ".join(f"{len(numbers[name])} {_WORDS[name]}" for name in _SHOWN if numbers[name])
    if not kept:
        words = "nothing planned yet"
    elif by_points:
        words += f" ({number(points['done'])} of {count(whole, 'point')} done)"
    return Tally(len(kept), len(numbers["done"]), sum(points.values()), points["done"], tuple(pieces), words)
