"""Long rows of one sign: a pull request may bring them, and reading them takes no longer than their length asks."""

import pytest
from growth import assert_keeps_to_size

from backlogue.base import Finding
from backlogue.parse import read_record
from backlogue.parse.fast import UNSURE, load
from backlogue.parse.outline import Outline, outline

# A hundred thousand took minutes, or would not have ended, while white space could be shared out between parts of a
# pattern; so many already tell.
MANY = 16_000


def test_spaces_in_a_heading() -> None:
    def read(many: int) -> Outline:
        return outline(f"# a{' ' * many}b{' ' * many}c  ##  ", 0, 1)

    assert read(MANY).sections[0].title == f"a{' ' * MANY}b{' ' * MANY}c"
    assert_keeps_to_size(read, MANY)


def test_spaces_in_a_checkbox() -> None:
    def read(many: int) -> Outline:
        return outline(f"- [x] {' ' * many}a{' ' * many}b \t", 0, 1)

    assert read(MANY).checkboxes[0].text == f"a{' ' * MANY}b"
    assert_keeps_to_size(read, MANY)


@pytest.mark.parametrize("value", ["{0}x{0}[", "{0}", "{1}"])
def test_spaces_in_braces(value: str) -> None:
    def read(many: int) -> object:
        return load(f"key: {{{{a: {value}\n".format(" " * many, "b, a: " * (many // 3)))

    assert read(MANY) is UNSURE
    assert_keeps_to_size(read, MANY)


def test_markers_of_merges() -> None:
    def read(many: int) -> tuple[Finding, ...]:
        return read_record("A-1.md", b"---\nid: A-1\n---\n" + b"<<<<<<<\n" * many).findings

    found = read(MANY)
    assert_keeps_to_size(read, MANY)
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
