"""The text of a lock in; what sources said about each criterion of an item, or why it cannot be read, out. And back.

A lock is `<ID>.evidence.json` beside the item: JSON with sorted keys, only what is not the default, and a digest
of the rest. The digest shows an edit by hand; it does not stop a forger, who can make it anew: for that
`backlogue evidence verify` asks the sources again.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

from backlogue.base.observation import DataSet, Kind, Observation, Reason, number

VERSION = 1
# More than a hundred criteria with their longest words; a larger file is none of ours.
MOST_BYTES = 1 << 20

_KINDS, _REASONS = get_args(Kind), get_args(Reason)
_TEXTS = ("detail", "where", "at", "state", "commit", "digest")
_CONFLICT = re.compile("^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_ENTRY = re.compile(r'^    "((?:[^"\\]|\\.)*)": \{', re.MULTILINE)


class Locked(NamedTuple):
    """What was asked for a criterion, what the source said, and on which day.

    `files` are the files that the evidence depends on, with the digest each had; `wanted` is the
    data set that the entry's `data` meant then.
    """

    asked: Mapping[str, Any]
    seen: Observation
    read: date
    files: Mapping[str, str] = MappingProxyType({})
    wanted: DataSet = DataSet()


class Lock(NamedTuple):
    """A lock as read: the item, an entry for each criterion, the line of each, and whether nobody edited it since."""

    item: str
    entries: Mapping[str, Locked]
    lines: Mapping[str, int]
    untouched: bool


class Unreadable(NamedTuple):
    """Why a lock says nothing, in which line, and the way out."""

    message: str
    line: int = 1
    mend: str = "delete it and collect again"


class _Wrong(Exception):
    """A part of a lock that does not have the shape it should."""


def write_lock(item: str, entries: Mapping[str, Locked]) -> str:
    """The text of an item's lock; the same entries give the same text."""
    evidence = {name: _plain(entry) for name, entry in entries.items()}
    values = {"version": VERSION, "item": item, "evidence": evidence}
    whole = {**values, "digest": _digest(values)}
    text = json.dumps(whole, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"
    # Half a sign, which JSON can write and UTF-8 cannot, may stand in what a server says.
    return text if text.isascii() or _encodes(text) else json.dumps(whole, indent=2, sort_keys=True) + "\n"


def read_lock(data: bytes) -> Lock | Unreadable:
    """What a lock says."""
    if len(data) > MOST_BYTES:
        return Unreadable(f"is larger than {MOST_BYTES >> 10} KB")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
        if marks := _CONFLICT.search(text):
            line = text.count("\n", 0, marks.start()) + 1
            return Unreadable("has the marks of a merge conflict", line, "take either side and collect again")
        values = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        return Unreadable("is not JSON", error.lineno)
    except (UnicodeDecodeError, RecursionError, ValueError):
        return Unreadable("is not JSON as we write it")
    except _Wrong as wrong:
        return Unreadable(str(wrong))
    try:
        return _lock(values, text)
    except _Wrong as wrong:
        return Unreadable(str(wrong))


def _lock(values: Any, text: str) -> Lock:
    if not isinstance(values, dict):
        raise _Wrong("is not a map")
    if values.get("version") != VERSION:
        raise _Wrong(f"has version {values.get('version')!r}; this program reads {VERSION}")
    _keys(values, {"version", "item", "evidence", "digest"})
    item, written = _text(values, "item"), _map(values, "evidence")
    digest = values.pop("digest", None)
    entries = {}
    for name, one in written.items():
        try:
            entries[name] = _entry(one)
        except _Wrong as wrong:
            raise _Wrong(f"has a fault at {name}: it {wrong}") from None
    lines: dict[str, int] = {}
    for found in _ENTRY.finditer(text):
        lines.setdefault(json.loads(f'"{found[1]}"'), text.count("\n", 0, found.start()) + 1)
    return Lock(item, entries, lines, digest == _digest(values))


def _entry(values: Any) -> Locked:
    if not isinstance(values, dict):
        raise _Wrong("is not a map")
    _keys(values, {"asked", "read", "files", "wanted", "value", "kind", "reason", "dataset", "checks", *_TEXTS})
    try:
        day = date.fromisoformat(_text(values, "read"))
    except ValueError:
        raise _Wrong("was read on no day") from None
    files = {path: _text(_map(values, "files"), path) for path in _map(values, "files")}
    return Locked(_map(values, "asked"), _observation(values), day, files, _dataset(values, "wanted"))


def _observation(values: dict[str, Any]) -> Observation:
    kind, reason = values.get("kind", "missing"), values.get("reason", "ok")
    if kind not in _KINDS or reason not in _REASONS:
        raise _Wrong(f"has {kind!r} and {reason!r}, which are not both words of a lock")
    value = values.get("value")
    checks = _map(values, "checks")
    if not all(_finite(count) for count in checks.values()):
        raise _Wrong("has checks that are no numbers")
    fitting = _finite(value) if kind == "finite" else isinstance(value, str) if kind == "text" else value is None
    if not fitting:
        raise _Wrong(f"has {str(value)[:40]!r}, which is no {kind} value")
    texts = {key: _text(values, key) for key in _TEXTS}
    counts = tuple(sorted(checks.items()))
    return Observation(value, kind, reason, dataset=_dataset(values, "dataset"), checks=counts, **texts)


def _plain(entry: Locked) -> dict[str, Any]:
    """An entry as JSON values, without what is the default."""
    seen = entry.seen
    written: dict[str, Any] = {"asked": dict(entry.asked), "read": entry.read.isoformat(), "kind": seen.kind}
    rest = {
        "value": seen.value,
        **{key: getattr(seen, key) for key in _TEXTS},
        "reason": seen.reason if seen.reason != "ok" else "",
        "dataset": _filled(seen.dataset),
        "wanted": _filled(entry.wanted),
        "checks": dict(seen.checks),
        "files": dict(entry.files),
    }
    return written | {key: value for key, value in rest.items() if value is not None and value not in ("", {})}


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _filled(dataset: DataSet) -> dict[str, str]:
    return {key: value for key, value in dataset._asdict().items() if value}


def _dataset(values: Mapping[str, Any], key: str) -> DataSet:
    written = _map(values, key)
    _keys(written, set(DataSet._fields))
    return DataSet(**{name: _text(written, name) for name in written})


def _map(values: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = values.get(key, {})
    if not isinstance(found, dict):
        raise _Wrong(f"has {key}, which is not a map")
    return found


def _text(values: Mapping[str, Any], key: str) -> str:
    found = values.get(key, "")
    if not isinstance(found, str):
        raise _Wrong(f"has {key}, which is not text")
    return found


def _keys(values: Mapping[str, Any], known: set[str]) -> None:
    for key in values:
        if key not in known:
            raise _Wrong(f"has a key {key!r} that no lock has")


def _finite(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and number(value)[1] == "finite"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Wrong("has a key twice")
    return found


def _no_constant(name: str) -> Any:
    raise _Wrong(f"holds {name}, which is no number")


def _digest(values: Mapping[str, Any]) -> str:
    """SHA-256 of the values in one way of writing, so that line ends and indentation do not matter."""
    plain = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return f"sha256:{sha256(plain.encode()).hexdigest()}"
