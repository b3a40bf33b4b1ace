"""Opening a section: nobody's words go, the section is there, and its lines end as the file's do."""

from hypothesis import given
from hypothesis import strategies as st

from backlogue.edit.sections import open_section
from backlogue.parse import Record, read_record

LINES = st.sampled_from(
    ["", "Words.", "## Review", "### Details", "## Retrospective", "- [ ] box", "# Top", "| a |", "It was good.", "  "]
)


def record_of(body: str, newline: str = "\n") -> Record:
    text = f"---\nid: a\n---\n{body}".replace("\n", newline)
    record = read_record("sprints/a.md", text.encode()).record
    assert record is not None
    return record


@given(st.lists(LINES, max_size=7), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_every_line_stays_in_order_and_the_section_says_something(lines: list[str], newline: str, closed: bool) -> None:
    record = record_of("\n".join(lines) + ("\n" if closed else ""), newline)
    after = open_section(record, "Review", "- one\n- two", before="Retrospective")
    again = read_record("sprints/a.md", after.encode()).record
    assert again is not None
    assert again.section_text("Review")
    assert open_section(again, "Review", "- one\n- two") == after
    assert newline == "\n" or after.count("\n") == after.count("\r\n")
    rest = iter(after.splitlines())
    assert all(line in rest for line in record.text.splitlines())


def test_an_empty_section_is_begun_and_a_missing_one_goes_before_its_follower() -> None:
    assert record_of("## Review\n\n## Retrospective\n").text.replace("Review\n", "Review\n- x\n") == open_section(
        record_of("## Review\n\n## Retrospective\n"), "Review", "- x"
    )
    assert open_section(record_of("Why.\n\n## Retrospective\nNo.\n"), "Review", "- x", "Retrospective").endswith(
        "Why.\n\n## Review\n- x\n\n## Retrospective\nNo.\n"
    )
    assert open_section(record_of(""), "Review", "- x").endswith("---\n## Review\n- x\n")
