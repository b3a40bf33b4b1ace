"""What a step costs, beside the same step for less or an ordinary one: an assertion that no load makes fail.

A bound in seconds fails where the machine is slow or busy. Here both sides run in one process, and are measured in
the processor time of this process alone. The least of several runs counts, for what else goes on can only add to it.
"""

from collections.abc import Callable
from time import process_time

# A cost that goes with the size grows by 16 between the two, with its logarithm by about 20, with its square by 256.
_TIMES, _MOST = 16, 64
_RUNS = 7


def assert_keeps_to_size(step: Callable[[int], object], size: int) -> None:
    """`step(size)` costs what its size asks, compared with a sixteenth of the size; not its square.

    The size is large enough when its square would cost a tenth of a second: less is lost in what a step costs anyhow.
    """
    small = size // _TIMES
    assert_costs_at_most(_MOST, lambda: step(small), lambda: step(small * _TIMES))


def assert_costs_at_most(times: float, yardstick: Callable[[], object], step: Callable[[], object]) -> None:
    """A step costs no more than so many times what a yardstick costs."""
    yardstick()  # the first run alone imports modules and compiles patterns
    one = _least(yardstick, 0.0)
    found = _least(step, times * one)
    assert found <= times * one, f"costs {found / one:.0f} times as much as the yardstick; {times:g} is the most"


def _least(step: Callable[[], object], enough: float) -> float:
    """Seconds of the cheapest of a few runs; no more are made once one costs no more than `enough`."""
    found = float("inf")
    for _ in range(_RUNS):
        start = process_time()
        step()
        found = min(found, process_time() - start)
        if found <= enough:
            break
    return found
