"""A rule's case page (Markdown) in, its cases out: small trees of files and the exact lines expected.

The page stands beside the rule's file. It is the rule's test, its page on the site and what
`backlogue explain CODE` prints. A case is a second-level heading; a fence whose info is a file
name is that file, a fence with the info `findings` holds the lines expected (none when clean).
`bytes NAME` is a file written with escapes such as `\\xff` for what a page cannot show, `link NAME -> TARGET`
an empty fence for a symbolic link. A line `Today: 2026-07-06.` in the case sets its day. For a rule
on changes, fences `before FILE` are the plan before, and a line `Once there was: A-7.` names ids of earlier commits.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from backlogue.base import Diagnostic

DAY = date(2026, 7, 6)

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)
_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})")
_TODAY = re.compile(r"^Today: (\d{4}-\d{2}-\d{2})\b", re.MULTILINE)
_ONCE = re.compile(r"^Once there was: ([^.\n]+)\.", re.MULTILINE)


class Case(NamedTuple):
    """One tree of files, the day it is judged by, and the lines expected of the page's rule."""

    title: str
    files: Mapping[str, str | bytes]
    today: date
    findings: tuple[str, ...]
    links: Mapping[str, str] = {}
    before: Mapping[str, str | bytes] | None = None
    retired: tuple[str, ...] = ()


def page_of(code: str) -> str:
    """The text of a rule's case page; empty when there is none."""
    path = _pages().get(code.lower())
    return path.read_text(encoding="utf-8") if path is not None else ""


@cache
def _pages() -> dict[str, Path]:
    """Every case page by its rule's code, in lower case."""
    return {path.stem.partition("_")[0]: path for path in (Path(__file__).parent / "rules").glob("*/*.md")}


def cases(page: str) -> list[Case]:
    """The cases of a page, in its order."""
    fences = [fence.span() for fence in _FENCE.finditer(page)]
    heads = [head for head in _HEADING.finditer(page) if not any(a <= head.start() < b for a, b in fences)]
    ends = [*(head.start() for head in heads[1:]), len(page)]
    return [_case(head[1].strip(), page[head.end() : end]) for head, end in zip(heads, ends, strict=False)]


def line_of(one: Diagnostic) -> str:
    """A diagnostic as a case writes it: place, severity, code, sentence, and the hint behind `--`."""
    hint = f" -- {one.hint}" if one.hint else ""
    return f"{one.span}: {one.severity.word} {one.code} {one.message}{hint}"


def lines_of(diagnostics: Iterable[Diagnostic], code: str) -> tuple[str, ...]:
    """The lines of one rule."""
    return tuple(line_of(one) for one in diagnostics if one.code == code)


def _case(title: str, text: str) -> Case:
    files: dict[str, str | bytes] = {}
    links: dict[str, str] = {}
    before: dict[str, str | bytes] = {}
    findings: tuple[str, ...] = ()
    for fence in _FENCE.finditer(text):
        info = fence["info"].strip()
        if info == "findings":
            findings = tuple(line for line in fence["text"].split("\n") if line.strip())
        elif info.startswith("bytes "):
            files[info.removeprefix("bytes ")] = _ESCAPE.sub(
                lambda sign: bytes.fromhex(sign[1].decode()), fence["text"].encode()
            )
        elif info.startswith("link "):
            name, _, target = info.removeprefix("link ").partition(" -> ")
            links[name] = target
        elif info.startswith("before "):
            before[info.removeprefix("before ")] = fence["text"]
        elif info:
            files[info] = fence["text"]
    once = _ONCE.search(text)
    retired = tuple(once[1].split(", ")) if once else ()
    day = _TODAY.search(text)
    return Case(title, files, date.fromisoformat(day[1]) if day else DAY, findings, links, before or None, retired)
