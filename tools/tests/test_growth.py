"""The guard against steps that cost too much: what keeps to its size passes, and what does not is told."""

import re

import pytest
from growth import assert_costs_at_most, assert_keeps_to_size


def test_what_keeps_to_its_size_passes() -> None:
    assert_keeps_to_size(lambda many: sorted(range(many, 0, -1)), 50_000)
    assert_keeps_to_size(lambda many: re.fullmatch(r"a*+b", "a" * many), 1_000_000)


@pytest.mark.parametrize(
    "step",
    [
        lambda many: [one for one in range(many) if one in [*range(many)]],
        lambda many: re.search(r" +$", " " * many + "x"),
        lambda many: re.search(r"(?:<a[^>]*)>", "<a " * many),
    ],
)
def test_what_grows_with_the_square_of_its_size_is_told(step: object) -> None:
    assert callable(step)
    with pytest.raises(AssertionError, match="64 is the most"):
        assert_keeps_to_size(step, 2_000)


def test_what_costs_more_than_its_yardstick_is_told() -> None:
    assert_costs_at_most(40, lambda: sum(range(10_000)), lambda: sum(range(100_000)))
    with pytest.raises(AssertionError, match="times as much as the yardstick; 3 is the most"):
        assert_costs_at_most(3, lambda: sum(range(10_000)), lambda: sum(range(100_000)))
