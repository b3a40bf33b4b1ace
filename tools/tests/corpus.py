"""A page of the corpus in, its cases out: trees of bad files, and all that `backlogue check` must say of each.

The notation is told in `bad/README.md`. Fences before the first case stand for files that every case of the page has.
"""

import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PAGES = Path(__file__).parent / "bad"

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL
)
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")
_MANY = re.compile(r"\{\{(\d+) × (.*?)\}\}", re.DOTALL)


class Fence(NamedTuple):
    """One fence of a case: a word that says what it is, a name, and its text."""

    word: str
    name: str
    text: str
    span: tuple[int, int]


class Case(NamedTuple):
    """What to lay on the disk, the arguments of `check`, and the output expected; None where none is written yet."""

    page: str
    title: str
    fences: tuple[Fence, ...]
    arguments: tuple[str, ...]
    output: str | None


_WORDS = ("bytes", "bare", "crlf", "link", "folder", "fifo", "socket", "unreadable", "check")


def all_cases() -> list[Case]:
    """Every case, page by page."""
    pages = sorted(page for page in PAGES.glob("*.md") if page.name != "README.md")
    return [case for page in pages for case in _cases(page.name, page.read_text(encoding="utf-8"))]


def lay_out(case: Case, root: Path) -> None:
    """Write the files, links and oddities of a case below `root`."""
    for fence in case.fences:
        if fence.word == "check":
            continue
        place = Path(os.fsdecode(os.path.join(os.fsencode(root), _BYTE.sub(_raw, os.fsencode(_longer(fence.name))))))
        place.parent.mkdir(parents=True, exist_ok=True)
        _make(fence, place)


def with_output(page: str, title: str, output: str) -> str:
    """The text of a page with the expected output of one case written anew."""
    _, end, fences = next(found for found in _parts(page) if page[found[0] :].startswith(f"## {title}\n"))
    old = next((fence for fence in fences if fence.word == "check"), None)
    if old is None:
        return f"{page[:end].rstrip()}\n\n```check\n{output}```\n{'' if end == len(page) else chr(10)}{page[end:]}"
    head = page[old.span[0] : page.index("\n", old.span[0]) + 1]
    mark = re.match(r"[`~]+", head)
    assert mark is not None
    return f"{page[: old.span[0]]}{head}{output}{mark[0]}{page[old.span[1] :]}"


def _cases(name: str, page: str) -> Iterator[Case]:
    parts = list(_parts(page))
    shared = tuple(_fences(page, 0, parts[0][0]))
    for start, _, fences in parts:
        title = page[start + 3 : page.index("\n", start)].strip()
        own = {fence.name for fence in fences}
        checks = [fence for fence in fences if fence.word == "check"]
        assert len(checks) <= 1, f"{name}: {title} has two outputs"
        files = (*(fence for fence in shared if fence.name not in own), *fences)
        arguments = tuple(word.replace("␣", " ") for word in checks[0].name.split()) if checks else ()
        yield Case(name, title, files, arguments, checks[0].text if checks else None)


def _parts(page: str) -> Iterator[tuple[int, int, list[Fence]]]:
    """Start, end and fences of each case."""
    inside = [fence.span() for fence in _FENCE.finditer(page)]
    heads = [head for head in _HEADING.finditer(page) if not any(a <= head.start() < b for a, b in inside)]
    ends = [*(head.start() for head in heads[1:]), len(page)]
    for head, end in zip(heads, ends, strict=True):
        yield head.start(), end, list(_fences(page, head.start(), end))


def _fences(page: str, start: int, end: int) -> Iterator[Fence]:
    for found in _FENCE.finditer(page, start, end):
        word, _, name = found["info"].strip().partition(" ")
        known = word in _WORDS
        yield Fence(word if known else "", name if known else found["info"].strip(), found["text"], found.span())


def _make(fence: Fence, place: Path) -> None:
    match fence.word:
        case "link":
            name, _, target = str(place).partition(" -> ")
            Path(name).symlink_to(target)
        case "folder":
            place.mkdir()
        case "fifo":
            os.mkfifo(place)
        case "socket":
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(os.path.relpath(place))
        case _:
            place.write_bytes(_content(fence))
            if fence.word == "unreadable":
                place.chmod(0)


def _content(fence: Fence) -> bytes:
    text = _longer(fence.text)
    if fence.word == "crlf":
        return text.replace("\n", "\r\n").encode()
    if fence.word == "bare":
        text = text.removesuffix("\n")
    return _BYTE.sub(_raw, text.encode()) if fence.word in ("bytes", "bare") else text.encode()


def _longer(text: str) -> str:
    return _MANY.sub(lambda many: many[2] * int(many[1]), text)


def _raw(sign: re.Match[bytes]) -> bytes:
    return bytes.fromhex(sign[1].decode())
