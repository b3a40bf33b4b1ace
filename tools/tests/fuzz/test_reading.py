"""Any bytes: reading gives a record or findings, never an exception, and every place lies inside the file."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from backlogue.base import Span
from backlogue.parse import Record, read_record, read_values, read_yaml

PIECES = st.sampled_from(
    [
        *(f"{key}:" for key in ("id", "type", "title", "status", "labels", "estimate", "größe", '"a b"', "<<")),
        *(
            "story",
            "CHURN-1",
            "{a: 1}",
            "[x, y]",
            "'it''s'",
            '"\\u00e9"',
            "|",
            ">-",
            "&a",
            "*a",
            "!!str",
            "# c",
            "漢字",
            "😀",
        ),
        *(
            "\n",
            "\n",
            "\n  ",
            "\n- ",
            "\r\n",
            "\r",
            " ",
            "\t",
            ": ",
            ", ",
            "---",
            "\n---\n",
            "\n...\n",
            "\ufeff",
            "\x00",
            "\x85",
            "\u2028",
        ),
        *(
            "\n<<<<<<< HEAD\n",
            "\n=======\n",
            "\n>>>>>>> x\n",
            "\n## Acceptance criteria\n",
            "\n- [ ] a\n",
            "\n```\n",
            "\n<!--\n",
            "-->",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join)


def check_places(record: Record) -> None:
    """Every key, value, box and section stands where it is said to stand."""
    lines = record.text.split("\n")
    for place in [
        *spans(record, record.values, ()),
        *(record.line_span(box.line, box.column) for box in record.checkboxes),
    ]:
        assert 1 <= place.line <= place.end_line <= len(lines), place
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, place
        assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1, place
    for section in record.sections:
        assert record.body_line <= section.line < section.end_line <= len(lines) + 1


def spans(record: Record, value: object, keys: tuple[str | int, ...]) -> list[Span]:
    found = [record.span(*keys), record.key_span(*keys)] if keys else []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return found + [span for key, one in inner for span in spans(record, one, (*keys, key))]


@settings(max_examples=500, deadline=None)
@given(TEXTS)
@example("---\n\ufeffid: x\n---\n")
@example("---\nid: x\n---\nid: y\n---\n")
@example("---\n---\n<<<<<<< a\n```\n=======\n>>>>>>> b\n")
def test_texts_are_read_or_explained(text: str) -> None:
    data = f"---\n{text}\n---\n{text}".encode("utf-8", "surrogatepass")
    reading = read_record("backlog/CHURN-1-a.md", data)
    assert (reading.record is None) == bool(reading.findings)
    assert read_values(data) == (None if reading.record is None else reading.record.values)
    if reading.record is not None:
        check_places(reading.record)


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=120) | TEXTS.map(str.encode), st.booleans())
@example(b"a:\n b:", False)
@example(b"?", False)
def test_bytes_are_read_or_explained(data: bytes, closed: bool) -> None:
    for reading in (
        read_record("backlog/x.md", b"---\n" + data + (b"\n---\n" if closed else b"")),
        read_yaml("backlogue.yaml", data),
    ):
        assert (reading.record is None) == bool(reading.findings)
        for finding in reading.findings:
            assert finding.span.line >= 1
            assert finding.span.column >= 1
            assert finding.code.startswith("SRC")
        if reading.record is not None:
            check_places(reading.record)
