"""Definitions that extend each other in; each with all it takes over, its own last, out. No cycle is followed."""

from collections.abc import Mapping, Sequence


def lineage(name: str, parents: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A definition's name behind the names of all that it extends, the farthest first; unknown names are left out."""
    found: dict[str, None] = {}
    _collect(name, parents, found, ())
    return tuple(found)


def cycle(name: str, parents: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The way from a definition back to itself by what it extends; empty when there is none."""
    waiting: list[tuple[str, ...]] = [(name,)]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop(0)
        for parent in parents.get(way[-1], ()):
            if parent == name:
                return (*way, name)
            if parent not in seen:
                seen.add(parent)
                waiting.append((*way, parent))
    return ()


def _collect(name: str, parents: Mapping[str, Sequence[str]], found: dict[str, None], way: tuple[str, ...]) -> None:
    if name in found or name in way or name not in parents:
        return
    for parent in parents[name]:
        _collect(parent, parents, found, (*way, name))
    found[name] = None
