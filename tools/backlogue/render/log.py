"""A log in, text for a terminal or JSON out."""

from itertools import groupby
from typing import Any

from backlogue.render.terminal import clip, json_text, visible
from backlogue.views.log import Entry, Log


def write_json(log: Log) -> str:
    """`{version, id, events: [{at, commit, author, authored, field, before, after}]}`; a sprint's name their item."""
    events = []
    for entry in log.events:
        values = entry._asdict()
        item = values.pop("item")
        events.append({"id": item, **values} if log.of_sprint else values)
    return json_text({"version": 1, "id": log.id, "events": events})


def write_text(log: Log, color: bool) -> str:
    """One paragraph a commit and item: when, who, which commit; then a line a field."""
    blocks = []
    for (commit, item), entries in groupby(log.events, key=lambda entry: (entry.commit, entry.item)):
        fields = list(entries)
        first = fields[0]
        created = all(entry.before is None for entry in fields) and any(entry.field == "title" for entry in fields)
        name = f"  {visible(item)}" if log.of_sprint else ""
        when = first.at[:16].replace("T", " ")
        head = f"{when}  {visible(first.author)}  {commit[:10]}{name}{'  created' if created else ''}"
        blocks.append("\n".join([f"\x1b[1m{head}\x1b[0m" if color else head, *map(_line, fields)]))
    return "\n".join(blocks) + "\n"


def _line(entry: Entry) -> str:
    if entry.before is None:
        return f"    {visible(entry.field)}: {shown(entry.after)}"
    return f"    {visible(entry.field)}: {shown(entry.before)} -> {shown(entry.after)}"


def shown(value: Any) -> str:
    """A value in a few words."""
    if value is None:
        return "(none)"
    if isinstance(value, list):
        return "[" + ", ".join(shown(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    return clip(visible(str(value)), 100)
