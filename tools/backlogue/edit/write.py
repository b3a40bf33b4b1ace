"""Values in; YAML on one line out that readers of YAML 1.2 and of 1.1 take for the same values."""

from functools import lru_cache
from typing import Any

import yaml

from backlogue.edit.values import same
from backlogue.parse.document import compose

# YAML 1.1 takes these for booleans, though the reader asked below does not.
_WORDS = {"y", "Y", "n", "N"}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Day(str):
    """A text that the model reads as a day: written bare, though YAML 1.1 would make it a date."""

    __slots__ = ()


class Rows(dict[str, Any]):
    """A map that stands one key a line where a new key takes it."""


class Entries(list[Any]):
    """A list that stands one entry a line where a new key takes it."""


def written_entry(key: Any, value: Any) -> list[str]:
    """The lines of a key and its value in a block map: one, or for Rows and Entries one each."""
    if isinstance(value, Rows) and value:
        inner = [f"  {line}" for name, one in value.items() for line in written_entry(name, one)]
    elif isinstance(value, Entries) and value:
        inner = [f"  - {written(one)}" for one in value]
    else:
        return [f"{written_key(key)}: {written(value)}"]
    return [f"{written_key(key)}:", *inner]


def written_key(key: Any, flow: bool = False) -> str:
    """A key as `written` has it; `on`, a key of our own format, stands bare as people write it."""
    # YAML 1.1 takes it for true, but so it does in every file of this format.
    return key if key == "on" else written(key, flow)


def written(value: Any, flow: bool = False, quote: str = "") -> str:
    """A value on one line. `flow`: inside brackets or braces; `quote`: the quotes that the old text had."""
    if isinstance(value, dict):
        pairs = (f"{written_key(key, True)}: {written(inner, True)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(inner, True) for inner in value) + "]"
    if isinstance(value, str):
        return _text(value, flow, quote)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else _number(value)


def _text(text: str, flow: bool, quote: str) -> str:
    if isinstance(text, Day):
        return str(text)
    if quote == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if quote != '"' and is_plain(text, flow):
        return text
    return '"' + "".join(_escaped(sign) for sign in text) + '"'


@lru_cache(maxsize=4096)
def is_plain(text: str, flow: bool) -> bool:
    """Whether a text needs no quotes: both kinds of readers, asked, give it back as it is."""
    if not text.isprintable() or text in _WORDS or len(text) > 1000:
        return False
    probe = f"{{k: {text}, {text}: 1}}" if flow else f"k: {text} # end\n{text}: 1\n"
    wanted = {"k": text, text: 1}
    if text == "k":
        return True
    document = compose(probe)
    if document.faults or not same(document.value, wanted):
        return False
    try:
        return same(yaml.safe_load(probe), wanted)
    except (yaml.YAMLError, ValueError, TypeError):
        return False


def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ".nan" if value != value else ".inf" if value > 0 else "-.inf"
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    code = ord(sign)
    if sign.isprintable():
        return sign
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
