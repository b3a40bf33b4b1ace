"""Cycles of a graph: every knot once, by a real and shortest way, in any size."""

from hypothesis import given
from hypothesis import strategies as st

from backlogue.plan.graph import cycles, reach

NODES = st.sampled_from([f"n{number}" for number in range(8)])
GRAPHS = st.dictionaries(NODES, st.lists(NODES, max_size=3))
MANY = 100_000


def knots(edges: dict[str, list[str]]) -> set[frozenset[str]]:
    """By definition: nodes that reach each other."""
    reached = {node: reach(edges, node) for node in edges}
    return {
        frozenset(other for other in found if node in reached.get(other, ()))
        for node, found in reached.items()
        if node in found
    }


@given(GRAPHS)
def test_one_cycle_for_each_knot(edges: dict[str, list[str]]) -> None:
    rings = cycles(edges)
    expected = knots(edges)
    assert len(rings) == len(expected)
    assert {next(knot for knot in expected if set(ring) <= knot) for ring in rings} == expected
    for ring in rings:
        assert ring[0] == min(next(knot for knot in expected if ring[0] in knot))
        assert all(after in edges[before] for before, after in zip(ring, (*ring[1:], ring[0]), strict=True))


@given(GRAPHS)
def test_the_order_of_the_graph_does_not_matter(edges: dict[str, list[str]]) -> None:
    shuffled = dict(reversed([(node, list(reversed(others))) for node, others in edges.items()]))
    assert cycles(shuffled) == cycles(edges)


def chain() -> dict[str, list[str]]:
    return {f"n{number:06}": [f"n{number + 1:06}"] for number in range(MANY)}


def test_a_long_chain_has_no_cycle() -> None:
    assert cycles(chain()) == []


def test_a_ring_of_a_hundred_thousand() -> None:
    edges = chain() | {f"n{MANY:06}": ["n000000"]}
    assert [len(ring) for ring in cycles(edges)] == [MANY + 1]


def test_a_long_chain_between_two_rings_is_walked_once() -> None:
    edges = chain() | {f"n{MANY:06}": ["z"], "z": [f"n{MANY:06}"], "n000000": ["n000001", "a"], "a": ["n000000"]}
    assert cycles(edges) == [("a", "n000000"), (f"n{MANY:06}", "z")]
