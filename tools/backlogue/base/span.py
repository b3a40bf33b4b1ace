"""A place in a file: from a first character to just behind the last one."""

from typing import NamedTuple


class Span(NamedTuple):
    """Lines and columns count from 1, columns in characters; the end column is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
