"""Two texts of one file in, a unified diff as lines without breaks out."""

from difflib import unified_diff

_LAST = "\\ No newline at end of file"


def diff(path: str, old: str | None, new: str) -> list[str]:
    """The diff as git shows it, three lines of context; empty when the texts are equal. None is no file yet."""
    lines: list[str] = []
    before = "/dev/null" if old is None else f"a/{path}"
    for line in unified_diff(_split(old or ""), _split(new), before, f"b/{path}", n=3):
        lines.append(line.rstrip("\r\n"))
        if not line.endswith("\n") and line[:3] not in ("---", "+++"):
            lines.append(_LAST)
    return lines


def _split(text: str) -> list[str]:
    """Lines with their breaks; only LF ends one, so that a stray sign never splits a line."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
