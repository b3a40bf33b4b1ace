"""YAML text in; offsets of its keys, values and entries out, as a writer needs them."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Any

from backlogue.edit.values import Path, at
from backlogue.parse.document import compose

_BREAK = re.compile(r"\r\n|\r|\n")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:[ \t]|\r\n|\r|\n)+)*")
_COLON = re.compile(r"[ \t]*:")
# The dash of a list entry, with what may stand between it and the entry's value.
_DASH = re.compile(r"-[ \t]*(?:(?:#[^\r\n]*)?(?:\r\n|\r|\n)[ \t]*)*\Z")


class Places:
    """Where everything stands in one YAML text. Offsets count characters; ends are exclusive."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._document = compose(text)
        self._lines = [0, *(match.end() for match in _BREAK.finditer(text))]
        self._children: dict[Path, list[Path]] = {}
        for path in self._document.keys:
            self._children.setdefault(path[:-1], []).append(path)
        for path in self._document.values:
            if path and isinstance(path[-1], int):
                self._children.setdefault(path[:-1], []).append(path)
        for inner in self._children.values():
            inner.sort(key=lambda path: self._region(path)[:2])

    @property
    def faulty(self) -> bool:
        return bool(self._document.faults)

    @property
    def value(self) -> Any:
        return self._document.value

    @cached_property
    def newline(self) -> str:
        """How lines end here, as the first one does."""
        match = _BREAK.search(self.text)
        return match[0] if match is not None else "\n"

    def __contains__(self, path: Path) -> bool:
        return path in self._document.values

    def children(self, path: Path) -> list[Path]:
        """The entries of a map or list, as they are written; none for an alias."""
        return self._children.get(path, [])

    def start(self, path: Path) -> int:
        """Where a value begins, behind its anchor and tag."""
        region = self._document.values[path]
        begin = self._offset(region.line, region.column)
        match = _PROPERTIES.match(self.text, begin)
        assert match is not None
        return min(match.end(), self._offset(region.end_line, region.end_column)) if match[0] else begin

    def end(self, path: Path) -> int:
        """Where a value's last character ends; the line breaks behind a block are not part of it."""
        if not self.is_flow(path) and self.children(path):
            return max(self.end(inner) for inner in self.children(path))
        region = self._document.values[path]
        end = self._offset(region.end_line, region.end_column)
        if self.is_literal(path):
            start = self.start(path)
            return start + len(self.text[start:end].rstrip(" \t\r\n"))
        key = self._document.keys.get(path)
        return end if key is None else max(end, self._offset(key.end_line, key.end_column))

    def entry_start(self, path: Path) -> int | None:
        """Where a key, or the dash before a list entry, begins; None where there is neither."""
        key = self._document.keys.get(path)
        if key is not None:
            return self._offset(key.line, key.column)
        if self.is_flow(path[:-1]):
            return self.start(path)
        dash = _DASH.search(self.text, 0, self.begin(path))
        return dash.start() if dash is not None else None

    def behind_mark(self, path: Path) -> int | None:
        """The offset behind the colon of a key or the dash of a list entry (where it begins, between brackets)."""
        key = self._document.keys.get(path)
        if key is None:
            begin = self.entry_start(path)
            return begin if begin is None or self.is_flow(path[:-1]) else begin + 1
        colon = _COLON.match(self.text, self._offset(key.end_line, key.end_column))
        return colon.end() if colon is not None else None

    def key_end(self, path: Path) -> int:
        key = self._document.keys[path]
        return self._offset(key.end_line, key.end_column)

    def line_start(self, offset: int) -> int:
        return self._lines[bisect_right(self._lines, offset) - 1]

    def line_end(self, offset: int) -> int:
        """The offset of the line break of a line, or of the text's end."""
        match = _BREAK.search(self.text, offset)
        return match.start() if match is not None else len(self.text)

    def next_line(self, path: Path) -> int:
        """Where the line behind a whole entry begins (the end of the text when there is none)."""
        leaf = path
        while not self.is_flow(leaf) and self.children(leaf):
            leaf = max(self.children(leaf), key=self.end)
        if self.is_literal(leaf):
            # The empty lines behind a literal text may be part of it.
            region = self._document.values[leaf]
            if region.end_column == 0:
                return self._offset(region.end_line, 0)
        match = _BREAK.search(self.text, self.end(path))
        return match.end() if match is not None else len(self.text)

    def is_flow(self, path: Path) -> bool:
        """Whether a value is a list or map in brackets or braces."""
        return isinstance(at(self.value, path), dict | list) and self.text[self.start(path)][:1] in ("[", "{")

    def in_flow(self, path: Path) -> bool:
        """Whether a value stands inside brackets or braces."""
        return any(self.is_flow(path[:length]) for length in range(len(path)))

    def is_alias(self, path: Path) -> bool:
        start = self.start(path)
        return self.text[start : start + 1] == "*"

    def is_literal(self, path: Path) -> bool:
        """Whether a value is a text in block style (`|` or `>`)."""
        if not isinstance(at(self.value, path), str) or self.in_flow(path):
            return False
        start = self.start(path)
        return self.text[start : start + 1] in ("|", ">")

    def quote(self, path: Path) -> str:
        """The quotation mark of a text, or nothing."""
        start = self.start(path)
        sign = self.text[start : start + 1]
        return sign if sign in ("'", '"') and sign and isinstance(at(self.value, path), str) else ""

    def begin(self, path: Path) -> int:
        """Where a value begins, with its anchor and tag."""
        region = self._document.values[path]
        return self._offset(region.line, region.column)

    def _region(self, path: Path) -> tuple[int, ...]:
        return self._document.keys.get(path) or self._document.values[path]

    def _offset(self, line: int, column: int) -> int:
        return min(self._lines[line] + column, len(self.text)) if line < len(self._lines) else len(self.text)
