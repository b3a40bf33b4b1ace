"""How many lines a change takes out and puts in: as few as can be, and soon told."""

from growth import assert_keeps_to_size
from hypothesis import given
from hypothesis import strategies as st

from backlogue.history.lines import lines_changed

LINES = st.lists(st.sampled_from("abc"), max_size=9)


def shortest(one: list[str], other: list[str]) -> int:
    """The plain definition of the longest common subsequence."""
    if not one or not other:
        return 0
    if one[-1] == other[-1]:
        return 1 + shortest(one[:-1], other[:-1])
    return max(shortest(one[:-1], other), shortest(one, other[:-1]))


@given(LINES, LINES)
def test_counts_are_the_least(one: list[str], other: list[str]) -> None:
    kept = shortest(one, other)
    assert lines_changed(one, other) == (len(one) - kept, len(other) - kept)


def test_lines_that_repeat_are_soon_told() -> None:
    assert lines_changed(["x", "y"] * 250_000, ["y", "x"] * 250_000 + ["z"]) == (0, 1)
    assert lines_changed(["x", "y"] * 5_000, ["x"] * 10_000) == (5_000, 5_000)
    # Beyond some thousands the exact count grows faster, which is why so many more are counted otherwise.
    for many in (2_500, 16 * 20_001):
        assert_keeps_to_size(lambda size: lines_changed(["x", "y"] * (size // 2), ["x"] * size), many)
