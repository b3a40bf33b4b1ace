"""However a front matter is damaged, there is a finding inside the file, in words, with a way out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from backlogue.parse import read_record

GOOD = """id: CHURN-1
type: story
title: "Serve: the score"   # quoted
labels: [api, 'model']
estimate: {backend: 3, data-science: 2}
wsjf:
  business_value: 8
  job_size: 5
checkpoints:
  - {sprint: churn-07, text: Trained}
  - sprint: churn-08
    text: >-
      Trained on
      a year
depends_on:
- CHURN-2
"""
SIGNS = st.sampled_from(
    [*list("\"'[]{}:,#&*!|>%@`-? \t\n\\\x07é漢"), ": ", "- ", "\n  ", "---\n", "<<: ", "\r\n", "\u2028"]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The good text with one to three signs put in, taken out or written over."""
    text = GOOD
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(SIGNS | st.just("")) + text[at + draw(st.integers(0, 2)) :]
    return text


@settings(max_examples=400, deadline=None)
@given(damaged())
def test_a_damaged_file_is_read_or_explained(front: str) -> None:
    data = f"---\n{front}---\ntext\n".encode()
    reading = read_record("backlog/CHURN-1.md", data)
    assert (reading.record is None) == bool(reading.findings)
    lines = data.decode().split("\n")
    for finding in reading.findings:
        assert 1 <= finding.span.line <= len(lines)
        assert 1 <= finding.span.column <= len(lines[finding.span.line - 1]) + 1
        assert finding.message
        assert finding.code == "SRC107" or finding.hint, finding.message
        assert "<" not in finding.message.replace("'<", "") or "<<" in front, finding.message


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_explained(front: str) -> None:
    data = f"---\n{front}\n---\n".encode("utf-8", "surrogatepass")
    reading = read_record("backlog/CHURN-1.md", data)
    assert (reading.record is None) == bool(reading.findings)
