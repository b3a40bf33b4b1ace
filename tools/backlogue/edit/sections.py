"""A record, a heading and what to begin it with in; the text with that section open out. Nobody's words are touched."""

from backlogue.parse import Record


def open_section(record: Record, title: str, content: str, before: str = "") -> str:
    """With a second-level section `title` that begins with `content`, unless one with words in it is there.

    A missing section goes in front of the section `before`, or to the end. Line ends are as in the file.
    """
    newline = "\r" if "\r\n" in record.text else ""
    lines = record.text.split("\n")
    begun = [line + newline for line in content.split("\n")]
    found = record.section(title)
    if found is not None:
        if record.section_text(title):
            return record.text
        if found.line == len(lines):
            return f"{record.text}{newline}\n" + "\n".join([*begun, ""])
        rest = lines[found.line :]
        blank = [newline] if rest and rest[0].strip() else []
        return "\n".join([*lines[: found.line], *begun, *blank, *rest])
    follower = record.section(before) if before else None
    head = f"## {title}{newline}"
    if follower is not None:
        place = follower.line - 1
        return "\n".join([*lines[:place], head, *begun, newline, *lines[place:]])
    text = record.text if record.text.endswith("\n") else f"{record.text}{newline}\n"
    gap = "" if not record.body.strip() or text.endswith(f"\n{newline}\n") else f"{newline}\n"
    return text + gap + "\n".join([head, *begun, ""])
