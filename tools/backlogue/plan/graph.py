"""A directed graph as adjacency lists in; its cycles and everything reachable out. Nothing recurses."""

from collections.abc import Mapping, Sequence

Edges = Mapping[str, Sequence[str]]


def cycles(edges: Edges) -> list[tuple[str, ...]]:
    """One cycle for each knot of nodes that reach each other: a shortest one through the knot's smallest node.

    Linear in nodes and arrows. Nodes that lie on no cycle are peeled off first (Kahn, from both ends), which is
    nearly all of a plan; what stays is split into knots.
    """
    rest = _peel(_peel(edges), forward=False)
    found = []
    for knot in _knots(rest):
        if len(knot) > 1 or knot[0] in rest[knot[0]]:
            found.append(_shortest(min(knot), rest, frozenset(knot)))
    return sorted(found)


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


def _knots(edges: Edges) -> list[list[str]]:
    """The strongly connected components. Source: Tarjan 1972, with the stack of calls as a list."""
    found: list[list[str]] = []
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    held: dict[str, None] = {}
    for root in sorted(edges):
        calls = [] if root in number else [(root, iter(edges[root]))]
        while calls:
            node, others = calls[-1]
            if node not in number:
                number[node] = low[node] = len(number)
                held[node] = None
            coming = next((other for other in others if other not in number), None)
            if coming is not None:
                calls.append((coming, iter(edges[coming])))
                continue
            calls.pop()
            low[node] = min([low[node], *(low[other] for other in edges[node] if other in held)])
            if low[node] == number[node]:
                found.append(_taken(held, node))
    return found


def _taken(held: dict[str, None], node: str) -> list[str]:
    """The nodes held since `node`, which are let go."""
    knot: list[str] = []
    while not knot or knot[-1] != node:
        knot.append(held.popitem()[0])
    return knot


def _shortest(start: str, edges: Edges, knot: frozenset[str]) -> tuple[str, ...]:
    """A shortest way from `start` back to itself inside its knot."""
    before: dict[str, str] = {}
    waiting = [start]
    for node in waiting:
        for other in sorted(edges[node]):
            if other == start:
                return _path(start, node, before)
            if other not in before and other in knot:
                before[other] = node
                waiting.append(other)
    raise AssertionError(f"{start} lies on no cycle of its knot")


def _path(start: str, last: str, before: Mapping[str, str]) -> tuple[str, ...]:
    path = [last]
    while path[-1] != start:
        path.append(before[path[-1]])
    return tuple(reversed(path))
