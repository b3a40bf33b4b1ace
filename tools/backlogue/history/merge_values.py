"""Three versions of a value (base, ours, theirs) in; what a merge makes of them, and where it cannot decide, out.

Maps merge key by key. Lists merge as sets: what either side took out is gone, what either added is there once.
"""

import json
from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple, TypeAlias

from backlogue.edit.values import MISSING, same

Names: TypeAlias = tuple[str, ...]


class Decision(NamedTuple):
    """The value with every conflict settled for ours, and for theirs (MISSING: nothing); equal where there is none."""

    ours: Any
    theirs: Any
    conflicts: tuple[Names, ...] = ()


def merge_value(base: Any, ours: Any, theirs: Any, path: Names = ()) -> Decision:
    """Decide one value. A conflict is named by the keys that lead to it; an entry of a list by its list."""
    if same(ours, theirs) or same(base, theirs):
        return Decision(ours, ours)
    if same(base, ours):
        return Decision(theirs, theirs)
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return _merge_map(base if isinstance(base, dict) else {}, ours, theirs, path)
    if isinstance(ours, list) and isinstance(theirs, list):
        return _merge_list(base if isinstance(base, list) else [], ours, theirs, path)
    return Decision(ours, theirs, (path,))


def pick(base: Any, ours: Any, theirs: Any) -> Any:
    """The one of three plain values that a merge keeps; ours where both sides changed it."""
    return theirs if ours == base else ours


def merged_order(base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[Hashable]:
    """Everything that any side has, each once, in an order that keeps that of the side which changed it."""
    if _moved(base, ours):
        found = [*ours]
    elif _moved(base, theirs):
        found = [*theirs]
    else:
        found = [*base]
    for others in (base, ours, theirs):
        _weave(found, others, base)
    return found


def merge_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Lines, as sets with order kept."""
    merged: list[str] = _merge_list([*base], [*ours], [*theirs], ()).ours
    return merged


def _merge_map(base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], path: Names) -> Decision:
    for_ours: dict[str, Any] = {}
    for_theirs: dict[str, Any] = {}
    conflicts: list[Names] = []
    for key in merged_order([*base], [*ours], [*theirs]):
        name = str(key)
        before, own, other = (side.get(name, MISSING) for side in (base, ours, theirs))
        one = merge_value(before, own, other, (*path, name))
        conflicts += one.conflicts
        if one.ours is not MISSING:
            for_ours[name] = one.ours
        if one.theirs is not MISSING:
            for_theirs[name] = one.theirs
    return Decision(for_ours, for_theirs, tuple(conflicts))


def _merge_list(base: list[Any], ours: list[Any], theirs: list[Any], path: Names) -> Decision:
    known = _tokens(base)
    sides = [dict(zip(_follow(known, base, side), side, strict=True)) for side in (ours, theirs)]
    before = dict(zip(known, base, strict=True))
    for_ours: list[Any] = []
    for_theirs: list[Any] = []
    conflicts = False
    for token in merged_order(known, [*sides[0]], [*sides[1]]):
        one = merge_value(*(side.get(token, MISSING) for side in (before, *sides)))
        conflicts = conflicts or bool(one.conflicts)
        for_ours += [] if one.ours is MISSING else [one.ours]
        for_theirs += [] if one.theirs is MISSING else [one.theirs]
    return Decision(for_ours, for_theirs, (path,) if conflicts else ())


def _tokens(entries: Sequence[Any]) -> list[Hashable]:
    """A name for each entry: its value, and which of its equals it is."""
    seen: dict[str, int] = {}
    found: list[Hashable] = []
    for entry in entries:
        text = json.dumps(_plain(entry), sort_keys=True)
        seen[text] = seen.get(text, 0) + 1
        found.append((text, seen[text]))
    return found


def _plain(value: Any) -> Any:
    """With 3.0 written as 3: YAML's readers take both for one number."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _follow(known: Sequence[Hashable], base: Sequence[Any], side: Sequence[Any]) -> list[Hashable]:
    """The names of a side's entries; a map that was changed keeps the name it has in the base."""
    names = _tokens(side)
    there, before = set(names), set(known)
    gone = {token: entry for token, entry in zip(known, base, strict=True) if token not in there}
    for place, (name, entry) in enumerate(zip(names, side, strict=True)):
        if name not in before and isinstance(entry, dict):
            likest = max(gone, key=lambda token: _likeness(gone[token], entry), default=None)
            if likest is not None and _likeness(gone[likest], entry) >= 0.5:
                del gone[likest]
                names[place] = likest
    return names


def _likeness(one: Any, other: dict[str, Any]) -> float:
    """The share of keys under which two maps have the same."""
    if not isinstance(one, dict):
        return 0.0
    keys = one.keys() | other.keys()
    return sum(same(one.get(key, MISSING), other.get(key, MISSING)) for key in keys) / max(1, len(keys))


def _moved(base: Sequence[Hashable], side: Sequence[Hashable]) -> bool:
    shared = set(base) & set(side)
    return [one for one in base if one in shared] != [one for one in side if one in shared]


def _weave(found: list[Hashable], others: Sequence[Hashable], base: Sequence[Hashable]) -> None:
    """Put in what is not there yet, behind what it follows, and behind what the other side has added there."""
    own, old, known = set(others), set(found), set(base)
    place = 0
    for one in others:
        if one in old:
            place = found.index(one) + 1
            continue
        while place < len(found) and found[place] not in own and found[place] not in known:
            place += 1
        found.insert(place, one)
        place += 1
