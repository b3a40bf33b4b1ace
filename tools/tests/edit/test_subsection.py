"""A report's part goes into a section in one piece, and not one word of people is moved, changed or lost."""

from hypothesis import assume, given
from hypothesis import strategies as st

from backlogue.edit.subsection import add_part, has_part
from backlogue.parse import Record, read_record

HEAD = "---\nid: s1\ntype: sprint\n---\n"
PART, CONTENT = "From the plan", "**figures**\n\n- one"
LINES = [
    "## Review", "## Retrospective", "## review ##", "## Review\t", "# Title", "### Keep", "### From the plan",
    "Review", "------", "======", "    ## Review", "##Review", "words people wrote", "", "  ", "- [ ] box", "```",
    "~~~", "```sh", "<!--", "-->", "<!-- note -->", "> quote", "=======", "| a | b |", "|---|---|",
    "\u2028x", "---", "<pre>", "* * *",
]  # fmt: skip


def record_of(text: str) -> Record:
    record = read_record("sprints/s1.md", text.encode()).record
    assert record is not None
    return record


@given(
    st.lists(st.sampled_from(LINES), max_size=14),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.sampled_from([("Review", "Retrospective"), ("Retrospective", "")]),
)
def test_what_people_wrote_stays(lines: list[str], newline: str, ended: bool, place: tuple[str, str]) -> None:
    text = HEAD.replace("\n", newline) + newline.join(lines) + (newline if ended and lines else "")
    record, (section, before) = read_record("sprints/s1.md", text.encode()).record, place
    # Some bodies look like a second head; such files are told, and no command writes into them.
    assume(record is not None)
    assert record is not None
    made = add_part(record, section, PART, CONTENT, before)
    if made is None:
        return
    if has_part(record, section, PART):
        assert made == text
        return
    start = next((at for at, (old, new) in enumerate(zip(text, made, strict=False)) if old != new), len(text))
    end = len(made) - len(text[start:])
    assert made[end:] == text[start:]
    assert made[:start] + made[end:] == text
    after = record_of(made)
    assert has_part(after, section, PART)
    assert add_part(after, section, PART, "other words", before) == made
    assert CONTENT in after.section_text(section).replace("\r", "")
    assert newline == "\n" or made.count("\n") == made.count("\r\n")
    titles = iter(one.title for one in after.sections)
    assert all(one.title in titles for one in record.sections)


def test_a_file_with_an_open_block_is_left_alone() -> None:
    for opened in ("```", "~~~ sh", "<!-- to do"):
        assert add_part(record_of(f"{HEAD}## Review\nwords\n\n{opened}\nmore"), "Review", PART, CONTENT) is None
        assert add_part(record_of(f"{HEAD}{opened}\nmore\n"), "Review", PART, CONTENT) is None


def test_line_ends_are_those_of_the_file() -> None:
    made = add_part(record_of(f"{HEAD}## Review\n### Keep".replace("\n", "\r\n")), "Review", PART, CONTENT)
    assert made is not None
    assert made.count("\n") == made.count("\r\n")
