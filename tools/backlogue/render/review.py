"""A review of a change in; text for a terminal, Markdown for a pull request, or JSON out."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from backlogue.base import Diagnostic
from backlogue.history.difference import Difference, EntryChange, Room, SprintChange
from backlogue.plan.load import number_shown
from backlogue.render.log import shown
from backlogue.render.markdown import escape
from backlogue.render.reports.json_ import finding_values
from backlogue.render.terminal import clip, json_text, visible
from backlogue.views.review import Bar, Review

# A comment on a pull request may have 65,536 characters, and nobody reads a longer table.
ROWS = 150


class Reviewed(NamedTuple):
    """A review, what it was made of, and what the rules on changes say; `base` and `head` are commits or a word."""

    base: str
    head: str
    difference: Difference
    review: Review
    findings: tuple[Diagnostic, ...]


def write_json(one: Reviewed) -> str:
    """`{version, base, head, items, increments, sprints, blocked, unblocked, findings}`."""
    values = {
        "version": 1,
        "base": one.base,
        "head": one.head,
        "items": [_entry(change) for change in one.difference.items],
        "increments": [_entry(change) for change in one.difference.increments],
        "sprints": [_sprint(change) for change in one.difference.sprints],
        "blocked": {name: list(blockers) for name, blockers in one.difference.blocked},
        "unblocked": list(one.difference.unblocked),
        "consequences": [consequence._asdict() for consequence in one.review.consequences],
        "findings": [finding_values(finding) for finding in one.findings],
    }
    return json_text(values)


def write_text(one: Reviewed, color: bool) -> str:
    """Consequences and findings, then each item with its fields, then the room in sprints."""
    lines = [f"{_mark(grave, color)} {visible(text)}" for text, grave in one.review.consequences]
    lines += [
        f"{visible(str(finding.span))}: {finding.severity.word} {finding.code} {visible(finding.message)}"
        for finding in one.findings
    ]
    for change in one.review.rows:
        head = "  ".join(visible(word) for word in (change.id, change.title, change.change) if word)
        lines += ["", f"\x1b[1m{head}\x1b[0m" if color else head]
        lines += [f"    {visible(field)}: {_pair(pair)}" for field, pair in change.fields.items()]
    lines += ["", *map(_bar, one.review.bars)] if one.review.bars else []
    return "\n".join(lines or ["The plan is the same."]).lstrip("\n") + "\n"


def write_markdown(one: Reviewed) -> str:
    """Short enough for a pull request: consequences, findings, then the items and sprints folded away."""
    if not one.review.rows and not one.difference.sprints:
        return "**The plan is the same.**\n"
    items = len(one.difference.items)
    lines = [f"### What this does to the plan: {items} item{'' if items == 1 else 's'} changed", ""]
    lines += [f"- {'**' + escape(text) + '**' if grave else escape(text)}" for text, grave in one.review.consequences]
    lines += [
        f"- {finding.severity.word} {finding.code}: {escape(finding.message)} ({escape(str(finding.span))})"
        for finding in one.findings
    ]
    if one.review.bars:
        lines += [
            "",
            "| Sprint | Discipline | Points before | Points after | Capacity |",
            "| --- | --- | ---: | ---: | ---: |",
        ]
        lines += [_bar_row(bar) for bar in one.review.bars]
    lines += [
        "",
        "<details><summary>Every field</summary>",
        "",
        "| Item | Field | Before | After |",
        "| --- | --- | --- | --- |",
    ]
    rows = [row for change in one.review.rows for row in _rows(change)]
    lines += rows[:ROWS]
    if len(rows) > ROWS:
        lines.append(f"| and {len(rows) - ROWS:,} more | | | |")
    return "\n".join([*lines, "", "</details>", ""])


def _rows(change: EntryChange) -> Iterable[str]:
    name = f"{escape(change.id)} {escape(clip(change.title, 60))}"
    if change.change != "changed":
        was, now = ("", "new") if change.change == "added" else ("there", "deleted")
        return [f"| {name} | | {was} | {now} |"]
    fields = [(field, shown(was), shown(now)) for field, (was, now) in change.fields.items()]
    return [f"| {name} | {escape(field)} | {escape(was)} | {escape(now)} |" for field, was, now in fields]


def _bar_row(bar: Bar) -> str:
    most = "" if bar.capacity is None else number_shown(bar.capacity)
    before, after = number_shown(bar.before), number_shown(bar.after)
    return f"| {escape(bar.sprint)} | {escape(bar.name)} | {before} | {after} | {most} |"


def _bar(bar: Bar) -> str:
    most = "" if bar.capacity is None else f" of {number_shown(bar.capacity)}"
    return f"{bar.sprint}  {bar.name}: {number_shown(bar.before)} -> {number_shown(bar.after)}{most} points"


def _pair(pair: tuple[Any, Any]) -> str:
    was, now = pair
    return shown(now) if was is None else f"{shown(was)} -> {shown(now)}"


def _mark(grave: bool, color: bool) -> str:
    sign = "!" if grave else "-"
    return f"\x1b[33m{sign}\x1b[0m" if color and grave else sign


def _entry(change: EntryChange) -> dict[str, Any]:
    fields = {field: list(pair) for field, pair in change.fields.items()}
    return {"id": change.id, "change": change.change, "title": change.title, "fields": fields}


def _sprint(change: SprintChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "change": change.change,
        "fields": {field: list(pair) for field, pair in change.fields.items()},
        "joined": list(change.joined),
        "left": list(change.left),
        "committed": change.committed,
        "before": _room(change.before),
        "after": _room(change.after),
    }


def _room(room: Room) -> dict[str, Any]:
    return {"load": dict(room.load), "capacity": dict(room.capacity), "total": room.total}
