"""What is wrong in a document, and where: a code, a region, a sentence and the way out."""

from typing import NamedTuple


class Region(NamedTuple):
    """Lines and columns from 0; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Fault(NamedTuple):
    """Something wrong in a document: the code of its rule, where, in words, and the way out."""

    code: str
    region: Region
    message: str
    hint: str | None = None
    first: Region | None = None
