"""Jira wiki markup in, Markdown out, in time linear in the text.

Our own converter: see DECISIONS.md for what the one kept library costs on hostile and on ordinary
text. Only formatting with no Markdown counterpart (colours, panel borders, image sizes) goes;
every word, address and name stays, and a macro nobody knows stays as it was typed.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from backlogue.exchange import inline
from backlogue.exchange.markdown import Marked, code_block, code_span

_VERBATIM = re.compile(r"\{(code|noformat)(?::([^}\n]*))?\}")
_CONTAINER = re.compile(r"\{(quote|panel|info|tip|note|warning|expand)(?::([^}\n]*))?\}")
_HEADING = re.compile(r"\s*h([1-6])\.\s+(\S.*)")
_LIST = re.compile(r"\s*([*#]{1,20}|-)\s+(\S.*)")
_QUOTED = re.compile(r"\s*bq\.\s*(.*)")
_RULE = re.compile(r"\s*-{4,}\s*")
_UNDERLINE = re.compile(r"(?:=+|-+)\s*")
_TITLE = re.compile(r"(?:^|\|)title=([^|]*)")

Names = Callable[[str], str | None]


class _Piece(NamedTuple):
    """A run of text to convert, or of code to keep."""

    text: str
    code: bool = False
    language: str = ""


def wiki_to_markdown(text: str, name: Names) -> Marked:
    """Convert; `name` gives the person behind an account id, or the address behind an attachment's name."""
    lines: list[str] = []
    stack: list[str] = []
    gap = False
    for piece in _pieces(text.replace("\r\n", "\n").replace("\r", "\n")):
        quote = "> " * min(len(stack), 5)
        if piece.code and ("\n" in piece.text or not _inside_line(lines)):
            lines += [quote + line for line in code_block(piece.text, piece.language).split("\n")]
            lines.append(_FRESH)
        elif piece.code:
            lines[-1] += (" " if gap else "") + code_span(piece.text)
        else:
            _convert(piece.text, name, lines, stack)
            gap = piece.text[-1:].isspace()
    return Marked(_joined(lines))


# Stands behind a block so that what follows on the same source line starts a line of its own.
_FRESH = "\x00"


def _inside_line(lines: list[str]) -> bool:
    return bool(lines) and lines[-1] not in ("", _FRESH) and bool(lines[-1].strip("> "))


def _pieces(text: str) -> Iterator[_Piece]:
    """Split at {code} and {noformat}; one that is never closed is text. No closer is looked for twice."""
    at = 0
    missing: set[str] = set()
    for match in _VERBATIM.finditer(text):
        macro = match[1]
        if match.start() < at or macro in missing:
            continue
        close = text.find(f"{{{macro}}}", match.end())
        if close < 0:
            missing.add(macro)
            continue
        yield _Piece(text[at : match.start()])
        title = _TITLE.search(match[2] or "")
        if title is not None:
            yield _Piece(f"*{title[1]}*\n")
        language = re.split(r"[|=]", match[2] or "")[0] if "=" not in (match[2] or "").split("|")[0] else ""
        yield _Piece(text[match.end() : close], True, language)
        at = close + len(macro) + 2
    yield _Piece(text[at:])


def _convert(text: str, name: Names, lines: list[str], stack: list[str]) -> None:
    """Add the lines of a run of text; `stack` holds the open {quote}, {panel} and the like."""
    table: list[list[str]] = []
    for number, raw in enumerate(text.split("\n")):
        if number == 0 and lines and lines[-1] == _FRESH:
            lines.pop()
            if not raw.strip():
                continue
        joins = number == 0 and _inside_line(lines)
        for part in _parts(raw, stack, lines):
            prefix = "> " * min(len(stack), 5)
            if part.lstrip().startswith("|") and part.count("|") > 1:
                table.append([prefix, part.strip()])
                continue
            _flush(table, name, lines)
            if joins:
                lines[-1] += (" " if part[:1].isspace() else "") + inline.convert(part, name)
                joins = False
            else:
                lines += [prefix + line for line in _line(part, name)]
    _flush(table, name, lines)


def _parts(raw: str, stack: list[str], lines: list[str]) -> Iterator[str]:
    """The text between container macros of a line; the stack is kept while going."""
    at, found = 0, False
    for match in _CONTAINER.finditer(raw):
        found = True
        if raw[at : match.start()].strip():
            yield raw[at : match.start()]
        at = match.end()
        macro = match[1]
        if macro in stack and match[2] is None:
            del stack[len(stack) - 1 - stack[::-1].index(macro) :]
            lines.append("")
        else:
            lines.append("> " * min(len(stack), 5) if stack else "")
            stack.append(macro)
            title = _TITLE.search(match[2] or "") or (
                re.search(r"^([^=|]+)$", match[2] or "") if macro == "expand" else None
            )
            label = (
                title[1].strip()
                if title is not None
                else macro.capitalize()
                if macro in ("info", "tip", "note", "warning")
                else ""
            )
            if label:
                yield f"*{label}*"
    if not found or raw[at:].strip():
        yield raw[at:]


def _line(text: str, name: Names) -> list[str]:
    """One source line as Markdown lines."""
    if not text.strip():
        return [""]
    if (match := _HEADING.fullmatch(text)) is not None:
        return ["", f"{'#' * int(match[1])} {inline.convert(match[2], name)}", ""]
    if (match := _QUOTED.fullmatch(text)) is not None:
        return ["", f"> {inline.convert(match[1], name)}", ""]
    if _RULE.fullmatch(text):
        return ["", "---", ""]
    if (match := _LIST.fullmatch(text)) is not None:
        marks, rest = match[1], match[2]
        indent = sum(3 if mark == "#" else 2 for mark in marks[:-1])
        bullet = "1." if marks[-1] == "#" else "-"
        return [f"{' ' * indent}{bullet} {inline.convert(rest, name)}"]
    plain = inline.convert(text.strip(), name)
    return [f"\\{plain}" if _UNDERLINE.fullmatch(plain) or re.match(r"#{1,6}(?:\s|$)|>|\+\s", plain) else plain]


def _flush(table: list[list[str]], name: Names, lines: list[str]) -> None:
    """Write the rows collected so far as one table."""
    if not table:
        return
    rows = [(prefix, *_cells(row)) for prefix, row in table]
    width = max(len(cells) for _, _, cells in rows)
    prefix = rows[0][0]
    lines.append(prefix.rstrip())
    if not rows[0][1]:
        lines.append(f"{prefix}|{'   |' * width}")
        lines.append(f"{prefix}|{' --- |' * width}")
    for index, (_, header, cells) in enumerate(rows):
        written = [inline.convert(cell.strip(), name).replace("|", "\\|") for cell in cells]
        lines.append(f"{prefix}| " + " | ".join(written + [""] * (width - len(written))) + " |")
        if index == 0 and header:
            lines.append(f"{prefix}|{' --- |' * width}")
    lines.append(prefix.rstrip())
    table.clear()


def _cells(row: str) -> tuple[bool, list[str]]:
    """Whether a row is one of headings, and its cells; a bar inside a link or code parts nothing."""
    header = row.startswith("||")
    cells: list[str] = []
    start = at = len(row) - len(row.lstrip("|"))
    depth = 0
    while at < len(row):
        mark = row[at]
        depth += (mark in "[{") - (mark in "]}" and depth > 0)
        if mark == "|" and depth == 0:
            cells.append(row[start:at])
            while at < len(row) and row[at] == "|":
                at += 1
            start = at
            continue
        at += 1
    if row[start:].strip():
        cells.append(row[start:])
    return header, cells


def _joined(lines: list[str]) -> str:
    """Lines as text: hard breaks inside paragraphs as in Jira, no runs of empty lines."""
    kept: list[str] = []
    fence = ""
    for line in lines:
        if line == _FRESH:
            line = ""
        mark = re.match(r"(?:> )*(`{3,})", line)
        if mark is not None:
            if not fence and kept and kept[-1].strip("> "):
                kept.append("")
            fence = "" if fence == mark[1] else fence or mark[1]
        elif not fence:
            if not line.strip() and (not kept or not kept[-1].strip()):
                continue
            if _paragraph(line) and kept and _paragraph(kept[-1]) and not kept[-1].startswith("```"):
                kept[-1] += "\\"
        kept.append(line)
    return "\n".join(kept).strip("\n")


def _paragraph(line: str) -> bool:
    bare = line.lstrip("> ")
    return bool(bare) and not re.match(r"(?:#{1,6} |\||`{3,}|---$|\s*(?:-|1\.) )", bare)
