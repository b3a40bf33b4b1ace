"""Two versions of some lines in; one text in which the lines that differ stand between conflict markers out."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple


class Marks(NamedTuple):
    """How conflicts are shown: the length of a marker (git's `%L`), and whether the first version is theirs."""

    size: int = 7
    swapped: bool = False


def mark(ours: str, theirs: str, names: Sequence[str], marks: Marks) -> str:
    """Both versions, with what they share once. The markers name what is disputed: `<<<<<<< ours: points`."""
    first, second = _lines(ours), _lines(theirs)
    found: list[str] = []
    for kind, start, stop, begin, end in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            found += first[start:stop]
        else:
            found += _marked(first[start:stop], second[begin:end], names, marks)
    return "".join(found)


def _marked(ours: list[str], theirs: list[str], names: Sequence[str], marks: Marks) -> list[str]:
    if marks.swapped:
        ours, theirs = theirs, ours
    named = [name for name in names if any(_says(line, name) for line in (*ours, *theirs))] or names
    label = ", ".join(named)
    end = "\r\n" if (ours or theirs)[0].endswith("\r\n") else "\n"
    return [
        f"{'<' * marks.size} ours: {label}{end}",
        *_ended(ours, end),
        f"{'=' * marks.size}{end}",
        *_ended(theirs, end),
        f"{'>' * marks.size} theirs: {label}{end}",
    ]


def _says(line: str, name: str) -> bool:
    """Whether a line of a map in block style holds the last key of `estimate.backend`."""
    return line.lstrip(" \t\"'").startswith(name.rpartition(".")[2])


def _ended(lines: list[str], end: str) -> list[str]:
    return [line if line.endswith("\n") else line + end for line in lines]


def _lines(text: str) -> list[str]:
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
