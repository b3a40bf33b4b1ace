"""A file as read: the values of its front matter, its body's outline, and the place of everything."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from backlogue.base import Span
from backlogue.parse.document import Document, compose
from backlogue.parse.fault import Region
from backlogue.parse.outline import Checkbox, Outline, Section, outline

Packed: TypeAlias = tuple[str, dict[str, Any], int, int, int, int, int]


@dataclass(frozen=True)
class Record:
    """One plan file. `front` and `body` are slices of `text`; lines count from 1 in the whole file."""

    path: str
    text: str
    values: dict[str, Any]
    front: slice
    front_line: int
    body_start: int
    body_line: int

    def pack(self) -> Packed:
        """The record as plain values, for a cache."""
        front = self.front
        return (self.text, self.values, front.start, front.stop, self.front_line, self.body_start, self.body_line)

    @classmethod
    def unpack(cls, path: str, packed: Packed) -> "Record":
        """The record that `pack` made the values of."""
        text, values, start, stop, front_line, body_start, body_line = packed
        return cls(path, text, values, slice(start, stop), front_line, body_start, body_line)

    @property
    def body(self) -> str:
        return self.text[self.body_start :]

    @property
    def sections(self) -> tuple[Section, ...]:
        return self._outline.sections

    @property
    def checkboxes(self) -> tuple[Checkbox, ...]:
        return self._outline.checkboxes

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _outline(self) -> Outline:
        # A fifth of the time of reading a file, and most files are never asked.
        return outline(self.text, self.body_start, self.body_line)

    def span(self, *keys: str | int) -> Span:
        """The place of a value; of the nearest enclosing one that is written when it is not."""
        document = _document(self.text[self.front])
        for length in range(len(keys), 0, -1):
            region = document.values.get(keys[:length]) or document.keys.get(keys[:length])
            if region is not None:
                return self._span(region)
        return Span(self.path, 1, 1, 1, 1)

    def key_span(self, *keys: str | int) -> Span:
        """The place of a key, or of its value where it has no key (an entry of a list)."""
        region = _document(self.text[self.front]).keys.get(keys)
        return self._span(region) if region is not None else self.span(*keys)

    def line(self, number: int) -> str:
        """A line of the file as written, from 1, without its line end."""
        return self._lines[number - 1].rstrip("\r")

    def line_span(self, line: int, column: int = 1) -> Span:
        """A line of the file from `column` to its end."""
        return Span(self.path, line, column, line, max(len(self.line(line)) + 1, column))

    def section(self, title: str) -> Section | None:
        """The first section with this title, whatever its case."""
        wanted = title.casefold()
        return next((found for found in self.sections if found.title.casefold() == wanted), None)

    def section_text(self, title: str) -> str:
        """The text below a heading, without the heading; empty when there is none."""
        found = self.section(title)
        if found is None:
            return ""
        return "\n".join(self._lines[found.line : found.end_line - 1]).strip()

    def _span(self, region: Region) -> Span:
        line, column, end_line, end_column = region
        shift = self.front_line
        # Only the first line of a file may carry a byte order mark, and never in the front matter.
        return Span(self.path, line + shift, column + 1, end_line + shift, end_column + 1)


@lru_cache(maxsize=64)
def _document(front: str) -> Document:
    """Places are wanted only where there is something to say, so they are made on demand from the same text."""
    return compose(front)
