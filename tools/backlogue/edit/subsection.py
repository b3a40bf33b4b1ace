"""A record, a section, a heading and its content in; the text with that heading in the section out.

What people wrote is never touched: in a section with words the new part goes behind them, and where the heading is
there already, nothing changes at all.
"""

from backlogue.edit.sections import open_section
from backlogue.parse import Record, read_record


def add_part(record: Record, section: str, heading: str, content: str, before: str = "") -> str | None:
    """With `### heading` and its content at the end of a second-level `section`; a missing section is opened.

    None where a code block or a comment that nobody closed would swallow the part.
    """
    if has_part(record, section, heading):
        return record.text
    whole = f"### {heading}\n\n{content}"
    filled = bool(record.section_text(section))
    text = _behind(record, section, whole) if filled else open_section(record, section, whole, before)
    made = read_record(record.path, text.encode()).record
    return text if made is not None and has_part(made, section, heading) else None


def _behind(record: Record, section: str, whole: str) -> str:
    """With `whole` behind the last words of a section that has some."""
    found = record.section(section)
    assert found is not None
    newline = "\r" if "\r\n" in record.text else ""
    lines = record.text.split("\n")
    end = found.end_line - 1
    while not lines[end - 1].strip():
        end -= 1
    rest = lines[end:] or [""]
    if end == len(lines):
        lines[-1] += newline
    gap = [newline] if rest[0].strip() else []
    return "\n".join([*lines[:end], newline, *(line + newline for line in whole.split("\n")), *gap, *rest])


def has_part(record: Record, section: str, heading: str) -> bool:
    """Whether the section has such a heading, of whatever level."""
    found = record.section(section)
    if found is None:
        return False
    inside = (one for one in record.sections if found.line < one.line < found.end_line)
    return any(one.title.casefold() == heading.casefold() for one in inside)
