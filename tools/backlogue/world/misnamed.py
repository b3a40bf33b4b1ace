"""Names that were probably meant for the plan, and are not read, in; the findings against them out."""

import os
from pathlib import Path

from backlogue.base import Finding, Severity, Span
from backlogue.world.tree import CONFIG, FOLDERS, is_plan_file

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_CONFIGS = ("backlogue.yml", "backlogue.yaml", ".backlogue.yml", ".backlogue.yaml")


def misnamed(root: Path) -> list[Finding]:
    """Findings against files and folders in a project's root, such as `BACKLOG` and `backlogue.yml`."""
    found = []
    for name in sorted(os.listdir(root)):
        meant = CONFIG if name.lower() in _CONFIGS else name.lower()
        if meant != name and meant in (CONFIG, *FOLDERS) and not _same(root / name, root / meant):
            found.append(unread(name, meant))
    return found


def meant_as_plan_file(name: str) -> str | None:
    """The name a Markdown file in a plan folder should have; None where it is no such file, or has it."""
    stem, _, ending = name.rpartition(".")
    meant = f"{stem}.md"
    return meant if f".{ending.lower()}" in _MARKDOWN and meant != name and is_plan_file(meant) else None


def is_utf8(name: str) -> bool:
    """Whether a name can be written in a page, a report or JSON; git and Linux allow any bytes in one."""
    if name.isascii():
        return True
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def unwritable(path: str) -> Finding:
    """The finding against a file or folder whose name is not UTF-8; its place shows a sign for what cannot be."""
    path = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    message, hint = "not read: its name is not UTF-8", "rename it with letters that every system can write"
    return Finding(Span(path), message, hint, code="SRC109", severity=Severity.ERROR)


def unread(path: str, meant: str) -> Finding:
    """The finding against a path that is not read because of its name."""
    return Finding(
        Span(path), "not read, because of its name", f"rename it to {meant}", code="SRC109", severity=Severity.ERROR
    )


def _same(one: Path, other: Path) -> bool:
    """Whether two names are one file, as on a disk that does not tell capitals from small letters."""
    return os.path.lexists(other) and os.path.exists(one) and os.path.samefile(one, other)
