"""The bytes of a plan file in, a `Record` or the findings that stand against it out.

Nothing is lost: a file that cannot be read still claims the ids it seems to define, so that no
other file is blamed for waiting on them.
"""

import re
from typing import Any, NamedTuple

from backlogue.base import Finding, Related, Span, id_in_name
from backlogue.parse import limits
from backlogue.parse.conflict import conflicts
from backlogue.parse.document import compose
from backlogue.parse.fast import UNSURE, load
from backlogue.parse.fault import Fault, Region
from backlogue.parse.opening import again, missing, unclosed
from backlogue.parse.record import Record

_OPEN = re.compile(r"---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
_ID_LINE = re.compile(r"^[<>=|]*[ ]?id[ ]*:[ ]*[\"']?([A-Za-z0-9][\w.-]*)", re.MULTILINE)


class Reading(NamedTuple):
    """What became of one file: a record or nothing, findings, and the ids it claims when there is no record."""

    record: Record | None
    findings: tuple[Finding, ...] = ()
    claims: tuple[str, ...] = ()


def read_record(path: str, data: bytes) -> Reading:
    """Read a Markdown file with front matter."""
    text, fault = _decode(path, data)
    if text is None:
        return Reading(None, fault, claims(path, data.decode("utf-8", "replace")))
    shift = 1 if text.startswith("\ufeff") else 0
    opening = _OPEN.match(text, shift)
    closing = None if opening is None else _closing(text, opening.end())
    # Markers may hide where the front matter ends, so they are looked for first.
    left = conflicts(path, text, len(text) if closing is None else closing.end())
    if left:
        return Reading(None, left, claims(path, text))
    if opening is None:
        return Reading(None, (missing(path, text),), claims(path, text))
    if closing is None:
        return Reading(None, (unclosed(path, text, opening.end()),), claims(path, text))
    cut = again(path, text, closing.end())
    if cut is not None:
        return Reading(None, (cut,), claims(path, text))
    front = slice(opening.end(), closing.start())
    values, findings = _values(path, text[front], 2)
    if findings or values is None:
        return Reading(None, findings, claims(path, text))
    body_line = 2 + text.count("\n", front.start, closing.end())
    return Reading(Record(path, text, values, front, 2, closing.end(), body_line))


def read_values(data: bytes) -> dict[str, Any] | None:
    """The values of the record that `read_record` makes of a file; None where it makes none.

    Half its time, for who reads every version of every file and asks for no places.
    """
    if data.startswith(b"---\n") and len(data) <= limits.FILE_BYTES and b"\0" not in data:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return None
        closing = _closing(text, 4)
        # Whatever is not as plain as nearly every file is left to the reader of records.
        if closing is not None and not conflicts("", text, 0) and again("", text, closing.end()) is None:
            front = text[4 : closing.start()]
            values = load(front) if len(front) <= limits.FRONT_MATTER_CHARACTERS else UNSURE
            if isinstance(values, dict):
                return values
    record = read_record("", data).record
    return None if record is None else record.values


def _closing(text: str, start: int) -> re.Match[str] | None:
    """The line that ends a front matter which begins at the offset `start`."""
    # Most often the first dashes at the start of a line are it; finding them takes a tenth of a pattern's time.
    dashes = text.find("\n---", start)
    if dashes >= 0 and text.find("\n...", start - 1, dashes) < 0 and not text.startswith("---", start):
        found = _CLOSE.match(text, dashes + 1)
        if found is not None:
            return found
    return _CLOSE.search(text, start)


def read_yaml(path: str, data: bytes) -> Reading:
    """Read a file that is YAML as a whole, such as `backlogue.yaml`."""
    text, fault = _decode(path, data)
    if text is None:
        return Reading(None, fault)
    left = conflicts(path, text, len(text))
    if left:
        return Reading(None, left)
    front = slice(1 if text.startswith("\ufeff") else 0, len(text))
    values, findings = _values(path, text[front], 1)
    if findings or values is None:
        return Reading(None, findings)
    return Reading(Record(path, text, values, front, 1, len(text), text.count("\n") + 1))


def _decode(path: str, data: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    if len(data) > limits.FILE_BYTES:
        message = f"larger than {limits.FILE_BYTES:,} bytes"
        return None, (
            Finding(Span(path), message, "move the long part into a file of its own and link it", code="SRC107"),
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_no_text(path, data, error.start),)
    return (text, ()) if b"\0" not in data else (None, (_no_text(path, data, data.index(0)),))


def _no_text(path: str, data: bytes, at: int) -> Finding:
    """The finding against the first byte that is none of a text in UTF-8."""
    before = data[:at].decode("utf-8")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(0) > len(data) // 4
    hint = "delete it" if data[at] == 0 and not wide else "save the file as UTF-8"
    message = f"not UTF-8: the byte 0x{data[at]:02X} fits no character"
    if wide:
        message = "not UTF-8: this looks like UTF-16 or UTF-32"
    elif data[at] == 0:
        message = "the byte 0x00 is no text, and makes git take the file for a binary one"
    return Finding(Span(path, line, column, line, column + 1), message, hint, code="SRC101")


def _values(path: str, front: str, shift: int) -> tuple[dict[str, Any] | None, tuple[Finding, ...]]:
    """The mapping in a front matter that starts at line `shift` of the file."""
    if len(front) > limits.FRONT_MATTER_CHARACTERS:
        message = f"front matter of more than {limits.FRONT_MATTER_CHARACTERS:,} characters"
        return None, (Finding(Span(path, shift, 1, shift, 1), message, "move the long part below it", code="SRC107"),)
    fast = load(front)
    if fast is not UNSURE:
        return fast, ()
    document = compose(front)
    if document.faults:
        return None, tuple(_finding(path, fault, shift) for fault in document.faults)
    if document.value is None:
        return {}, ()
    if not isinstance(document.value, dict):
        return None, (_no_mapping(document.value, _span(path, document.values[()], shift)),)
    return document.value, ()


def _no_mapping(value: Any, span: Span) -> Finding:
    if isinstance(value, list):
        return Finding(
            span, "a list where keys and values should be", "write lines of the form key: value", code="SRC105"
        )
    hint = "write lines of the form key: value"
    if isinstance(value, str) and ":\u00a0" in value:
        hint = "put a plain space behind the colon; the one there is a no-break space"
    return Finding(span, "text where keys and values should be", hint, code="SRC105")


def _finding(path: str, fault: Fault, shift: int) -> Finding:
    related = () if fault.first is None else (Related(_span(path, fault.first, shift), "first written here"),)
    return Finding(_span(path, fault.region, shift), fault.message, fault.hint, related, fault.code)


def _span(path: str, region: Region, shift: int) -> Span:
    return Span(path, region.line + shift, region.column + 1, region.end_line + shift, region.end_column + 1)


def claims(path: str, text: str = "") -> tuple[str, ...]:
    """The ids that a broken file seems to define: what its `id:` lines and its name say."""
    found = dict.fromkeys(_ID_LINE.findall(text[:20_000]))
    # An item's file has words behind the id; a sprint's is called by the id alone.
    found[id_in_name(path) or path.rpartition("/")[2].removesuffix(".md")] = None
    return tuple(found)
