"""Plain values (what YAML gives) and a path in; the same values with one thing put in or taken out, as copies."""

from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]

MISSING: Any = object()


def at(values: Any, path: Path) -> Any:
    """The value at a path, or MISSING."""
    for step in path:
        listed = isinstance(values, list) and isinstance(step, int) and -1 < step < len(values)
        if not listed and not (isinstance(values, dict) and step in values):
            return MISSING
        values = values[step]
    return values


def put(values: Any, path: Path, value: Any) -> Any:
    """With a value at a path; whatever stands in the way of the path makes room for a map."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(values, list) and isinstance(step, int) and step < len(values):
        return [put(old, rest, value) if index == step else old for index, old in enumerate(values)]
    held = values if isinstance(values, dict) else {}
    return {**held, step: put(held.get(step), rest, value)}


def drop(values: Any, path: Path) -> Any:
    """Without the value at a path, and without maps and lists that are empty for lack of it."""
    if at(values, path) is MISSING:
        return values
    step, rest = path[0], path[1:]
    inner = drop(values[step], rest) if rest else MISSING
    gone = inner is MISSING or (not inner and values[step])
    if isinstance(values, dict):
        return {key: inner if key == step else old for key, old in values.items() if key != step or not gone}
    return [inner if index == step else old for index, old in enumerate(values) if index != step or not gone]


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal in YAML's sense: `true` is not 1, and the order of keys says nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other) or (one != one and other != other)
