"""Texts and an id in; the places that mention it, and texts in which chosen ones say another, out. No effects."""

import re
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from backlogue.base import Finding
from backlogue.edit.apply import edit
from backlogue.edit.change import Change
from backlogue.model import Kinds
from backlogue.model.lock import Lock, read_lock, write_lock
from backlogue.parse import read_record


class Renumbering(NamedTuple):
    """The old and the new id, the file that gets it, and by path the lines (from 1) that mean that file."""

    old: str
    new: str
    newer: str
    lines: Mapping[str, Collection[int]]


class Mention(NamedTuple):
    """An id in a text: its line (from 1) and that line as written."""

    line: int
    text: str


def mentions(text: str, item_id: str) -> list[Mention]:
    """The lines that mention an id, each once; addresses on the web and longer words that hold it do not count."""
    pattern = _pattern(item_id)
    lines = enumerate(text.split("\n"), 1) if item_id in text else ()
    found = ((number, line) for number, line in lines if any("://" not in one for one in pattern.findall(line)))
    return [Mention(number, line.rstrip("\r")) for number, line in found]


def moved_files(texts: Mapping[str, str], order: Renumbering, older: str | None) -> dict[str, str]:
    """New paths by old ones: the newer file's, and its evidence lock's where that is its own."""
    path = PurePosixPath(order.newer)
    lock = path.with_name(f"{order.old}.evidence.json")
    found = {path: path.with_name(_new_name(path.name, order))}
    shared = older is not None and PurePosixPath(older).parent == path.parent
    if str(lock) in texts and (not shared or str(lock) in order.lines):
        found[lock] = path.with_name(f"{order.new}.evidence.json")
    return {str(before): str(after) for before, after in found.items() if before != after}


def changed_texts(
    texts: Mapping[str, str], order: Renumbering, moves: Mapping[str, str], kinds: Kinds
) -> dict[str, tuple[str, str]] | tuple[Finding, ...]:
    """Old and new text of each file that changes, by its old path; or the findings that stand against it."""
    name, moved = (PurePosixPath(path).name for path in (order.newer, moves.get(order.newer, order.newer)))
    changed: dict[str, tuple[str, str]] = {}
    for path, text in texts.items():
        new = _renamed(text, order, order.lines[path]) if path in order.lines else text
        if moved != name:
            new = re.sub(rf"(?<![\w.-]){re.escape(name)}(?![\w.-]*\w)", lambda _: moved, new)
        if path == order.newer:
            reading = read_record(path, _bytes(new))
            if reading.record is None:
                return reading.findings
            edited = edit(reading.record, [Change(("formerly",), "+=", order.old)], kinds)
            if edited.text is None:
                return edited.findings
            new = edited.text
        if new != text:
            changed[path] = (text, _sealed(text, new) if path.endswith(".evidence.json") else new)
    return changed


def _sealed(before: str, after: str) -> str:
    """A changed lock with the digest it then needs; what sources said stays as they said it.

    One that was edited by hand, or that nobody can read, gets no digest that hides it.
    """
    old, new = (read_lock(_bytes(text)) for text in (before, after))
    if not isinstance(old, Lock) or not isinstance(new, Lock) or not old.untouched:
        return after
    said = [one.seen for one in old.entries.values()]
    entries = {name: one._replace(seen=seen) for (name, one), seen in zip(new.entries.items(), said, strict=True)}
    return write_lock(new.item, entries)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _renamed(text: str, order: Renumbering, lines: Collection[int]) -> str:
    """With the new id where these lines (from 1) mention the old one."""
    pattern = _pattern(order.old)
    written = text.split("\n")
    for line in lines:
        written[line - 1] = pattern.sub(lambda match: match[0] if "://" in match[0] else order.new, written[line - 1])
    return "\n".join(written)


def _new_name(name: str, order: Renumbering) -> str:
    """A file's name with its new id, where it begins with the old one."""
    named = re.match(rf"{re.escape(order.old)}(?![0-9A-Za-z])", name)
    return order.new + name[len(order.old) :] if named else name


def _pattern(item_id: str) -> re.Pattern[str]:
    # A web address is taken whole, so that the id in it is passed over.
    word = rf"(?<![\w.-]){re.escape(item_id)}(?![\w])(?!-\w)"
    return re.compile(rf"[a-z]+://\S*{re.escape(item_id)}\S*|{word}")
