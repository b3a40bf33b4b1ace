"""What a document format is: a name and a function from a report's document to bytes. No effects."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from backlogue.base import Finding
from backlogue.views.document import Document


class Template(NamedTuple):
    """The text of a template and the path that people know it by; `ours` is what the tool itself brings."""

    path: str
    text: str
    ours: bool = True


class Press(NamedTuple):
    """What formats with a look are made with: templates by name, and the style sheet."""

    templates: Mapping[str, Template]
    style: str = ""


class Unfit(Exception):
    """This document has no such form; the words say why."""


class Absent(Exception):
    """What the format needs is not installed; the words say how to get it."""


class Faulty(Exception):
    """A template that people wrote cannot be used: the finding says where and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class DocumentFormat(NamedTuple):
    """A format, defined as `FORMAT` in a file of its own below `documents/`; `binary` is nothing for a terminal."""

    name: str
    write: Callable[[Document, Press], bytes]
    binary: bool = False
