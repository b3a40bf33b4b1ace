"""YAML text, a path and a value in; the text with that entry put in or taken out, all else as it was, out.

Each step gives None where the text cannot be cut cleanly there (an alias, an explicit key, a map that
begins on the line of its dash); the caller then writes the enclosing value anew. Nothing here is
trusted: `apply` reads the result again and compares.
"""

import re
from collections.abc import Sequence
from typing import Any

from backlogue.edit.places import Places
from backlogue.edit.values import MISSING, Path, at, same
from backlogue.edit.write import written, written_entry, written_key

# Empty lines: behind a literal text that keeps them they would become part of it.
_GAP = re.compile(r"\A(?:[ \t]*(?:\r\n|\r|\n))+")
_DASHES = re.compile(r" *(?:- +)+")
_PROPERTIES = re.compile(r"^([ \t]*)(?:[&!]\S*[ \t]*)+")
_COMMA = re.compile(r"(?:\s|(?<=\s)#[^\r\n]*)*,")


def write(text: str, path: Path, value: Any, order: Sequence[str] = ()) -> str | None:
    """With `value` at `path`. A new key at the top goes where `order` has it."""
    places = Places(text)
    old = at(places.value, path)
    if path not in places:
        return _insert(places, path, value, order) if old is MISSING else None
    if isinstance(old, dict) and isinstance(value, dict) and old and value and not places.is_alias(path):
        return _write_map(text, path, old, value)
    if isinstance(old, list) and isinstance(value, list) and old and value and not places.is_alias(path):
        changed = _write_list(text, path, old, value)
        if changed is not None:
            return changed
    return overwrite(places, path, value)


def remove(text: str, path: Path, spaced: bool = False) -> str | None:
    """Without the entry at `path`; a map or list that it leaves empty goes with it. `spaced`: and the gap behind it."""
    places = Places(text)
    parent = path[:-1]
    if path not in places or places.is_alias(parent):
        return None
    siblings = places.children(parent)
    if siblings == [path] and parent:
        return remove(text, parent, spaced)
    start, end = places.entry_start(path), places.end(path)
    if start is None:
        return None
    if places.is_flow(parent):
        return _remove_flow(places, path, siblings, start, end)
    line = places.line_start(start)
    if siblings == [path]:
        return None
    if text[line:start].strip(" "):
        return _remove_first(places, path, siblings, start)
    rest = text[places.next_line(path) :]
    return text[:line] + (_GAP.sub("", rest) if spaced else rest)


def append(text: str, path: Path, value: Any) -> str | None:
    """With `value` as the last entry of the list at `path`."""
    places = Places(text)
    entries = places.children(path)
    if not isinstance(at(places.value, path), list) or places.is_alias(path):
        return None
    if places.is_flow(path):
        at_end = places.end(entries[-1]) if entries else places.start(path) + 1
        return text[:at_end] + (", " if entries else "") + written(value, True) + text[at_end:]
    if not entries:
        return overwrite(places, path, [value])
    dash = places.entry_start(entries[-1])
    if dash is None:
        return None
    return _insert_line(places, places.next_line(entries[-1]), dash, f"- {written(value)}")


def overwrite(places: Places, path: Path, value: Any, bare: bool = False) -> str | None:
    """With the value at `path` written anew, in its place and its quotes; `bare`: and without its anchor and tag."""
    text, flow = places.text, places.in_flow(path)
    mark, end = places.behind_mark(path), places.end(path)
    start = places.begin(path) if bare else places.start(path)
    new = written(value, flow, places.quote(path))
    is_block = isinstance(at(places.value, path), dict | list) and not places.is_flow(path)
    if is_block and not places.is_alias(path):
        if mark is None:
            return None
        line = places.line_end(mark)
        if start <= line:
            return text[:start] + new + text[end:]
        rest = _PROPERTIES.sub(r"\1", text[mark:line]) if bare else text[mark:line]
        return f"{text[:mark]} {new}{rest}{text[end:]}"
    if start < end and (mark is None or start >= mark):
        return text[:start] + new + text[end:]
    if mark is None:
        behind = places.key_end(path)
        return f"{text[:behind]}: {new}{text[behind:]}"
    return f"{text[:mark]} {new}{text[mark:]}"


def _remove_first(places: Places, path: Path, siblings: Sequence[Path], start: int) -> str | None:
    """Without the key that stands on the line of its map's dash: the next key takes its place."""
    following = places.entry_start(siblings[1]) if siblings[0] == path else None
    line = places.line_start(start)
    if following is None or not _DASHES.fullmatch(places.text, line, start):
        return None
    return places.text[:start] + places.text[following:]


def _write_map(text: str, path: Path, old: dict[str, Any], new: dict[str, Any]) -> str | None:
    changed: str | None = text
    for key, value in new.items():
        if changed is not None and not same(old.get(key, MISSING), value):
            changed = write(changed, (*path, key), value)
    for key in old:
        if changed is not None and key not in new:
            changed = remove(changed, (*path, key))
    return changed


def _write_list(text: str, path: Path, old: list[Any], new: list[Any]) -> str | None:
    """By taking out and appending, so that entries that stay keep their lines; None when none would stay."""
    kept: list[int] = []
    for index, value in enumerate(old):
        if len(kept) < len(new) and same(value, new[len(kept)]):
            kept.append(index)
    changed: str | None = text if kept else None
    for index in reversed(range(len(old))):
        if changed is not None and index not in kept:
            changed = remove(changed, (*path, index))
    for value in new[len(kept) :]:
        changed = append(changed, path, value) if changed is not None else None
    return changed


def _insert(places: Places, path: Path, value: Any, order: Sequence[str]) -> str | None:
    parent, key = path[:-1], path[-1]
    held = at(places.value, parent)
    if parent and (held is MISSING or held is None or not isinstance(held, dict | list)):
        return write(places.text, parent, {key: value}, order)
    if held is None:
        return f"{places.text}{written_key(key)}: {written(value)}{places.newline}"
    if not isinstance(held, dict) or places.is_alias(parent):
        return None
    siblings = places.children(parent)
    if places.is_flow(parent):
        pair = f"{written_key(key, True)}: {written(value, True)}"
        behind = places.end(siblings[-1]) if siblings else places.start(parent) + 1
        return places.text[:behind] + (", " if siblings else "") + pair + places.text[behind:]
    column = places.entry_start(siblings[0])
    before = _before(siblings, str(key), order) if not parent else siblings[-1]
    if column is None:
        return None
    offset = places.next_line(before) if before is not None else places.line_start(column)
    indent = " " * (column - places.line_start(column))
    content = f"{places.newline}{indent}".join(written_entry(key, value))
    return _insert_line(places, offset, column, content)


def _before(siblings: Sequence[Path], key: str, order: Sequence[str]) -> Path | None:
    """The written key that a new one follows: the last of those that `order` has before it."""
    ranks = {name: rank for rank, name in enumerate(order)}
    rank = ranks.get(key)
    if rank is None:
        return siblings[-1]
    earlier = [path for path in siblings if ranks.get(str(path[-1]), -1) < rank]
    known = [path for path in earlier if str(path[-1]) in ranks]
    return known[-1] if known else None


def _insert_line(places: Places, offset: int, like: int, content: str) -> str:
    """A line at `offset`, indented as the one that has `like` at its first character."""
    text = places.text
    indent = " " * (like - places.line_start(like))
    if offset == len(text) and not text.endswith(("\n", "\r")):
        return f"{text}{places.newline}{indent}{content}"
    return f"{text[:offset]}{indent}{content}{places.newline}{text[offset:]}"


def _remove_flow(places: Places, path: Path, siblings: Sequence[Path], start: int, end: int) -> str | None:
    """Without an entry in brackets or braces and one of the commas beside it."""
    text, index = places.text, list(siblings).index(path)
    if index + 1 < len(siblings):
        comma = _COMMA.match(text, end)
        if comma is None:
            return None
        rest = text[comma.end() :]
        return text[:start] + text[end : comma.end() - 1] + rest.lstrip(" ")
    if index == 0:
        return text[:start] + text[end:]
    before = places.end(siblings[index - 1])
    comma = _COMMA.match(text, before)
    if comma is None or comma.end() > start:
        return None
    between = text[comma.end() : start]
    return text[: comma.end() - 1] + (between if between.strip() else "") + text[end:]
