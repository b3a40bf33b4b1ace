"""YAML text in; its value, the place of every key and value, and its faults out.

The positioned reader: PyYAML's C event stream with our own YAML 1.2 core schema, because no
library gives places, duplicate keys, limits and 1.2 meaning together. `fast.py` skips it where
both provably agree.
"""

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from backlogue.parse import limits
from backlogue.parse.fault import Fault, Region
from backlogue.parse.mistake import mistake
from backlogue.parse.scalar import resolve

Path: TypeAlias = tuple[str | int, ...]


# libyaml's parser where the wheel has it, PyYAML's own otherwise; both give the same events.
_Parser: TypeAlias = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # type: ignore[valid-type]


class Unreadable(Exception):
    """Reading cannot go on behind this fault. Never leaves the parse room."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(slots=True)
class Document:
    """A parsed document; `keys` and `values` hold regions by path, such as ("estimate", "backend")."""

    value: Any = None
    keys: dict[Path, Region] = field(default_factory=dict)
    values: dict[Path, Region] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


# YAML 1.1 breaks lines at these, YAML 1.2 and editors do not: hidden from the parser and put back.
_BREAKS = str.maketrans({"\x85": "\ue085", "\u2028": "\ue028", "\u2029": "\ue029"})
_UNBREAK = str.maketrans({"\ue085": "\x85", "\ue028": "\u2028", "\ue029": "\u2029"})

_KEY_HINT = "put the value in quotes if its brackets are meant as text"
_TAG = "tag:yaml.org,2002:"
_SCALAR_TAGS = {_TAG + name for name in ("int", "float", "bool", "null")}


def compose(text: str) -> Document:
    """Read one YAML document whole; a text that cannot be read gives a fault and the value None."""
    document = Document()
    if (lone := _lone_return(text)) is not None:
        # The parser would end a line there and editors would not: no place behind it would be right.
        document.faults.append(lone)
        return document
    swapped = text if text.isascii() else text.translate(_BREAKS)
    hidden = swapped != text
    parser = None
    try:
        parser = _Parser(swapped)
        _Reader(parser, document, hidden, _end_of(text)).read()
    except Unreadable as stop:
        document.value = None
        document.faults.append(stop.fault)
    except yaml.MarkedYAMLError as error:
        document.value = None
        document.faults.append(mistake(error, text))
    except yaml.reader.ReaderError as error:
        document.value = None
        document.faults.append(_unprintable(error, text))
    finally:
        if parser is not None:
            parser.dispose()
    return document


class _Reader:
    """One pass over the parser's events."""

    def __init__(self, parser: _Parser, document: Document, hidden: bool, end: tuple[int, int]) -> None:
        self._parser = parser
        self._document = document
        self._hidden = hidden
        self._end = end
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._unused: dict[str, Region] = {}
        self._aliases = 0
        self._size = 0

    def read(self) -> None:
        self._next(StreamStartEvent)
        if self._parser.check_event(StreamEndEvent):
            return
        self._next(DocumentStartEvent)
        self._document.value = self._node((), 0)
        self._next(DocumentEndEvent)
        for name, region in self._unused.items():
            hint = "put the value in quotes, or delete the anchor"
            self._document.faults.append(Fault("SRC105", region, f"nothing refers to the anchor &{name}", hint))
        event = self._parser.get_event()
        if not isinstance(event, StreamEndEvent):
            raise Unreadable(
                Fault("SRC105", _region(event), "a second YAML document starts here", "keep one document in a file")
            )

    def _next(self, kind: type[Event]) -> Event:
        event = self._parser.get_event()
        assert isinstance(event, kind), f"{event!r} where {kind.__name__} was due"
        return event

    def _node(self, path: Path, depth: int) -> Any:
        event = self._parser.get_event()
        region = _region(event)
        self._grow(1, region)
        if isinstance(event, AliasEvent):
            self._document.values[path] = region
            return self._alias(event, region)
        before = self._size
        if isinstance(event, ScalarEvent):
            # What is left out at the end of a text that no line end closes is said to stand on a line behind it.
            self._document.values[path] = region if region[2:] <= self._end else Region(*self._end, *self._end)
            value: Any = self._scalar(event, region)
        elif depth >= limits.NESTING:
            raise Unreadable(Fault("SRC107", region, f"nested deeper than {limits.NESTING} levels"))
        elif isinstance(event, SequenceStartEvent):
            value = self._sequence(path, depth, event)
        else:
            assert isinstance(event, MappingStartEvent)
            value = self._mapping(path, depth, event)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, self._size - before + 1)
            self._unused[event.anchor] = Region(*region[:2], region.line, region.column + len(event.anchor) + 1)
        return value

    def _grow(self, count: int, region: Region) -> None:
        self._size += count
        if self._size > limits.VALUES:
            raise Unreadable(Fault("SRC107", region, f"more than {limits.VALUES} values in one document"))

    def _alias(self, event: AliasEvent, region: Region) -> Any:
        self._aliases += 1
        if self._aliases > limits.ALIASES:
            raise Unreadable(Fault("SRC107", region, f"more than {limits.ALIASES} aliases in one document"))
        if event.anchor not in self._anchors:
            raise Unreadable(
                Fault("SRC105", region, f"alias *{event.anchor} has no anchor before it", "put the value in quotes")
            )
        self._unused.pop(event.anchor, None)
        value, count = self._anchors[event.anchor]
        self._grow(count, region)
        return value

    def _scalar(self, event: ScalarEvent, region: Region) -> Any:
        text: str = event.value.translate(_UNBREAK) if self._hidden else event.value
        tag = event.tag
        if tag is None:
            return resolve(text) if event.style is None or event.style == "" else text
        if tag in ("!", _TAG + "str"):
            return text
        if tag in _SCALAR_TAGS:
            return resolve(text)
        return self._tagged(tag, region, text)

    def _tagged(self, tag: str, region: Region, value: Any) -> Any:
        name = tag.replace(_TAG, "!!")
        self._document.faults.append(
            Fault("SRC105", region, f"the tag {name} is not supported", "leave the tag out, or put the value in quotes")
        )
        return value

    def _sequence(self, path: Path, depth: int, start: SequenceStartEvent) -> list[Any]:
        found: list[Any] = []
        while not self._parser.check_event(SequenceEndEvent):
            found.append(self._node((*path, len(found)), depth + 1))
        self._close(path, start)
        return found

    def _mapping(self, path: Path, depth: int, start: MappingStartEvent) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not self._parser.check_event(MappingEndEvent):
            event = self._parser.get_event()
            region = _region(event)
            if not isinstance(event, ScalarEvent):
                raise Unreadable(
                    Fault("SRC105", region, "a key must be plain text, not a list, map or alias", _KEY_HINT)
                )
            key = event.value.translate(_UNBREAK) if self._hidden else event.value
            if key == "<<" and not event.style:
                hint = "write out here what it should copy"
                self._document.faults.append(Fault("SRC105", region, "<< copies nothing in YAML 1.2", hint))
            inner = (*path, key)
            if key in found:
                first = self._document.keys[inner]
                self._document.faults.append(
                    Fault("SRC106", region, f"the key {key!r} is written twice", "keep one of the two", first)
                )
                # The first stays: its places are the ones already kept.
                self._node((*inner, 0, "again"), depth + 1)
                continue
            self._document.keys[inner] = region
            found[key] = None
            found[key] = self._node(inner, depth + 1)
        self._close(path, start)
        return found

    def _close(self, path: Path, start: SequenceStartEvent | MappingStartEvent) -> None:
        end = self._parser.get_event()
        if start.tag is not None and start.tag not in (_TAG + "seq", _TAG + "map", "!"):
            self._tagged(start.tag, _region(start), None)
        closing = _region(end)
        # A block ends where the next thing starts; at the end of a text that no line end closes, that is beyond it.
        last = closing[2:] if start.flow_style else min(closing[:2], self._end)
        self._document.values[path] = Region(*_region(start)[:2], *last)


def _region(event: Event) -> Region:
    start: Any = event.start_mark  # the stubs allow None, which libyaml never gives
    end: Any = event.end_mark
    return Region(start.line, start.column, end.line, end.column)


def _end_of(text: str) -> tuple[int, int]:
    """The line and the column just behind the last character."""
    return text.count("\n"), len(text) - (text.rfind("\n") + 1)


def _lone_return(text: str) -> Fault | None:
    found = re.search(r"\r(?!\n)", text) if "\r" in text else None
    if found is None:
        return None
    line = text.count("\n", 0, found.start())
    column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
    hint = "save the file with one kind of line end, LF or CRLF"
    return Fault("SRC105", Region(line, column, line, column + 1), "a carriage return that ends no line", hint)


def _unprintable(error: "yaml.reader.ReaderError", text: str) -> Fault:
    for line, written in enumerate(text.split("\n")):
        for column, character in enumerate(written):
            if not _printable(ord(character)):
                message = f"the control character U+{ord(character):04X} is not allowed"
                return Fault("SRC105", Region(line, column, line, column + 1), message, "delete it")
    return Fault("SRC105", Region(0, 0, 0, 1), f"not valid YAML: {error.reason}")


def _printable(code: int) -> bool:
    return code in (0x9, 0xD, 0x85) or 0x20 <= code <= 0x7E or (code >= 0xA0 and not 0xFFFE <= code <= 0xFFFF)
