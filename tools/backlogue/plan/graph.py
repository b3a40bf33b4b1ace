"""A directed graph as adjacency lists in; its cycles and everything reachable out. Nothing recurses."""

from collections.abc import Iterable, Mapping, Sequence

Edges = Mapping[str, Sequence[str]]


def cycles(edges: Edges) -> list[tuple[str, ...]]:
    """One cycle for each knot of nodes that reach each other, as a path that starts at its smallest node.

    Nodes that lie on no cycle are peeled off first (Kahn, from both ends), so a chain of any length is linear.
    """
    knot = _peel(_peel(edges), forward=False)
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for start in sorted(knot):
        if start in seen:
            continue
        path = _walk_back(start, knot, seen)
        if path:
            found.append(path)
    return found


def reach(edges: Edges, start: str) -> set[str]:
    """Every node that a walk from `start` can get to; `start` itself only when it lies on a cycle."""
    found: set[str] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(edges.get(node, ()))
    return found


def inverse(edges: Edges) -> dict[str, list[str]]:
    """The same graph with every arrow turned round."""
    turned: dict[str, list[str]] = {}
    for node, others in edges.items():
        for other in others:
            turned.setdefault(other, []).append(node)
    return turned


def _peel(edges: Edges, forward: bool = True) -> dict[str, list[str]]:
    """Take off, again and again, nodes with no arrow in (or out); what stays may lie on a cycle."""
    arrows = edges if forward else inverse(edges)
    degree: dict[str, int] = {}
    for node, others in arrows.items():
        degree.setdefault(node, 0)
        for other in others:
            degree[other] = degree.get(other, 0) + 1
    loose = [node for node, count in degree.items() if count == 0]
    while loose:
        node = loose.pop()
        del degree[node]
        for other in arrows.get(node, ()):
            if other in degree:
                degree[other] -= 1
                if degree[other] == 0:
                    loose.append(other)
    return {node: [other for other in edges.get(node, ()) if other in degree] for node in degree}


def _walk_back(start: str, knot: Edges, seen: set[str]) -> tuple[str, ...]:
    """The shortest way from `start` back to itself inside the knot; empty when there is none."""
    before: dict[str, str] = {}
    waiting: Iterable[str] = [start]
    while waiting:
        coming: list[str] = []
        for node in waiting:
            for other in sorted(knot.get(node, ())):
                if other == start:
                    return _path(start, node, before, seen)
                if other not in before and other not in seen:
                    before[other] = node
                    coming.append(other)
        waiting = coming
    return ()


def _path(start: str, last: str, before: Mapping[str, str], seen: set[str]) -> tuple[str, ...]:
    path = [last]
    while path[-1] != start:
        path.append(before[path[-1]])
    seen.update(path)
    return tuple(reversed(path))
