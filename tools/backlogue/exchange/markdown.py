"""Markdown made from foreign text in; the same, safe to stand in an item's body, out.

Whatever a cell holds, it must not swallow what follows it (an open code fence), raise its own
headings above ours, or look like a merge conflict.
"""

import re
from typing import NamedTuple

_FENCE = re.compile(r"^[ ]{0,3}(?:> ?)*(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})(?=[ \t]|$)")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


class Marked(NamedTuple):
    """Markdown, and what of the foreign markup could not be kept, in words."""

    text: str
    lost: tuple[str, ...] = ()


def seal(text: str, shift: int) -> str:
    """Close an open fence, move headings down by `shift` levels, break conflict marks; a NUL is shown as U+FFFD."""
    fence = ""
    lines = []
    for line in text.replace("\0", "\N{REPLACEMENT CHARACTER}").replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        opening = _FENCE.match(line)
        if opening is not None:
            mark = opening[1]
            if not fence:
                fence = mark
            elif mark[0] == fence[0] and len(mark) >= len(fence) and not line[opening.end() :].strip():
                fence = ""
        elif not fence and (match := _HEADING.match(line)) is not None:
            line = "#" * min(6, len(match[1]) + shift) + line[match.end() :]
        if _CONFLICT.match(line):
            line = f" {line}"
        lines.append(line.rstrip(" \t"))
    if fence:
        lines.append(fence)
    return "\n".join(lines).strip("\n")


def escape(text: str) -> str:
    """Plain text on one line, so that it shows as written: no HTML, no open code span, no list or heading."""
    text = _TAG.sub(r"\\<", " ".join(text.split()))
    if text.count("`") % 2 or "```" in text:
        text = text.replace("`", "\\`")
    return re.sub(r"^([#>]|[-+*](?=\s)|\d{1,9}[.)](?=\s)|[=-]+$)", r"\\\1", text)


def code_block(text: str, language: str = "") -> str:
    """A fenced block around text that may itself hold fences."""
    runs = [len(run) for run in re.findall(r"`{3,}", text)]
    fence = "`" * (max(runs, default=2) + 1)
    word = language if re.fullmatch(r"[\w+#.-]{1,30}", language) else ""
    return f"{fence}{word}\n{text.strip(chr(10))}\n{fence}"


def code_span(text: str) -> str:
    """Inline code around text that may itself hold backticks."""
    text = " ".join(text.split())
    if not text:
        return ""
    runs = [len(run) for run in re.findall(r"`+", text)]
    fence = "`" * (1 + max(runs, default=0))
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def link(text: str, target: str) -> str:
    """A link where the target is one a browser may follow; text and target side by side otherwise."""
    target = target.strip()
    if not re.match(r"(?:https?:|mailto:|ftp:|/|#|\.{1,2}/|[\w.-]+/)", target) or re.search(r"[\s<>]", target):
        return f"{text} ({code_span(target)})" if text.strip() != target else code_span(target)
    if text.strip() in ("", target):
        return f"<{target}>" if ":" in target else f"[{target}]({target})"
    target = target.replace("(", "%28").replace(")", "%29") if target.count("(") != target.count(")") else target
    return f"[{text}]({target})"


def as_boxes(text: str, ticked: bool) -> str:
    """The outer list lines of acceptance criteria as task-list lines; other lines as they are."""
    mark = "[x]" if ticked else "[ ]"
    return re.sub(r"^(?:[-*+]|\d{1,9}[.)]) (?!\[[ xX]\] )", f"- {mark} ", text, flags=re.MULTILINE)
