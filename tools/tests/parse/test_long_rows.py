"""Long rows of one sign: a pull request may bring them, and reading them takes no longer than their length asks."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from backlogue.parse import read_record
from backlogue.parse.fast import UNSURE, load
from backlogue.parse.outline import outline

# Each took minutes, or would not have ended, while white space could be shared out between parts of a pattern.
MANY = 100_000
SECONDS = 5.0


def _within(step: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    found = step()
    assert time.perf_counter() - start < SECONDS
    return found


def test_spaces_in_a_heading() -> None:
    found = _within(lambda: outline(f"# a{' ' * MANY}b{' ' * MANY}c  ##  ", 0, 1))
    assert found.sections[0].title == f"a{' ' * MANY}b{' ' * MANY}c"


def test_spaces_in_a_checkbox() -> None:
    found = _within(lambda: outline(f"- [x] {' ' * MANY}a{' ' * MANY}b \t", 0, 1))
    assert found.checkboxes[0].text == f"a{' ' * MANY}b"


@pytest.mark.parametrize("value", [" " * 18_000 + "x" + " " * 18_000 + "[", "b, a: " * 6_000, " " * 36_000])
def test_spaces_in_braces(value: str) -> None:
    assert _within(lambda: load(f"key: {{a: {value}\n")) is UNSURE


def test_markers_of_merges() -> None:
    text = "---\nid: A-1\n---\n" + "<<<<<<<\n" * MANY
    found = _within(lambda: read_record("A-1.md", text.encode()).findings)
    assert len(found) == MANY
    assert (found[-1].span.line, found[-1].span.end_column) == (MANY + 3, 8)


@pytest.mark.parametrize(
    ("written", "title"),
    [("# so ##", "so"), ("# so#", "so#"), ("#", ""), ("# #", ""), ("## #\t", ""), ("# a \\# b  ", "a \\# b")],
)
def test_signs_that_close_a_heading(written: str, title: str) -> None:
    """CommonMark 0.31, section 4.2: they are cut off only behind white space."""
    assert [found.title for found in outline(written, 0, 1).sections] == [title]


@pytest.mark.parametrize("digits", ["0x" + "F" * 5_000, "0o" + "7" * 5_000, "9" * 5_000])
def test_digits_make_a_number_that_can_be_shown(digits: str) -> None:
    record = read_record("A-1.md", f"---\npoints: {digits}\n---\n".encode()).record
    assert record is not None
    assert str(record.values["points"]) == "inf"
