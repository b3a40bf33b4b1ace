"""A recorded file or folder in; whether what lies in the project is the same, another, absent, or hard to say, out."""

import json
import os
from hashlib import md5
from pathlib import Path
from time import monotonic
from typing import Literal, TypeAlias

from backlogue.evidence.content import allowed
from backlogue.evidence.dvc.record import Part
from backlogue.evidence.fault import Fault

State: TypeAlias = Literal["same", "modified", "absent", "unclear"]
_CHUNK = 1 << 20
_TEXT = bytes(range(32, 127)) + b"\n\r\t\f\b"


def compare(root: Path, part: Part, until: float) -> State:
    """How a file or folder stands to its record. `until` is when to give up, on the clock of `time.monotonic`."""
    try:
        place = allowed(root, part.path)
    except Fault:
        return "unclear"  # a link to a cache outside of the project: the program may look there, we do not
    if not part.md5:
        return "unclear" if place.exists() else "absent"
    if not place.exists():
        return "absent"
    if place.is_dir() != part.md5.endswith(".dir"):
        return "modified"
    if place.is_dir():
        if _folder(place, part.legacy, until) == part.md5:
            return "same"
        return "unclear" if _ignores(root, place) else "modified"
    if part.size is not None and not part.legacy and place.stat().st_size != part.size:
        return "modified"
    return "same" if part.md5 in _digests(place, part.legacy, until) else "modified"


def _digests(place: Path, legacy: bool, until: float) -> tuple[str, ...]:
    """The MD5 of a file; for a record of DVC 2 also, first, that of its text with unix line ends."""
    plain, unix = md5(usedforsecurity=False), md5(usedforsecurity=False)
    with place.open("rb") as file:
        chunk = file.read(_CHUNK)
        text = legacy and _is_text(chunk[:512])
        while chunk:
            if monotonic() > until:
                raise Fault("unreachable", f"{place.name} is too large to be compared in the time that is given")
            plain.update(chunk)
            if text:
                unix.update(chunk.replace(b"\r\n", b"\n"))
            chunk = file.read(_CHUNK)
    return (unix.hexdigest(), plain.hexdigest()) if text else (plain.hexdigest(),)


def _folder(place: Path, legacy: bool, until: float) -> str:
    """The MD5 that DVC gives a folder: that of a JSON list of its files with their MD5s, by path."""
    entries = []
    for folder, _, names in os.walk(place):
        for name in names:
            path = Path(folder, name)
            relative = path.relative_to(place).as_posix()
            entries.append({"md5": _digests(path, legacy, until)[0], "relpath": relative})
    entries.sort(key=lambda entry: entry["relpath"])
    return f"{md5(json.dumps(entries, sort_keys=True).encode(), usedforsecurity=False).hexdigest()}.dir"


def _ignores(root: Path, place: Path) -> bool:
    """Whether a `.dvcignore` may take files of a folder out of account, or a link lead out of it."""
    above = [one / ".dvcignore" for one in (place, *place.parents) if one.is_relative_to(root.resolve())]
    for path in (*above, *place.rglob(".dvcignore")):
        if path.is_file():
            lines = path.read_text("utf-8", "replace").splitlines()
            if any(line.strip() and not line.startswith("#") for line in lines):
                return True
    return any(path.is_symlink() for path in place.rglob("*"))


def _is_text(block: bytes) -> bool:
    """DVC 2's guess from the first 512 bytes: no NUL, and at most three in ten that do not belong in a text."""
    if not block or b"\x00" in block:
        return not block
    return len(block.translate(None, _TEXT)) / len(block) <= 0.30
