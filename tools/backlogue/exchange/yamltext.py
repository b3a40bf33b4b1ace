"""Values in, YAML 1.2 text out that every YAML reader, 1.1 ones too, reads back as the same values."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "str | int | float | bool | Sequence[Value] | Mapping[str, Value] | None"

# Words that some version of YAML reads as something else than text.
_WORDS = {"null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", ""}
_PLAIN = re.compile(r"[^\W_](?:[\w ./()'’–-]|:(?=[^\s:])|[,;!?+=*&%](?=\s?[\w(]))*")
_IN_FLOW = re.compile(r"[^\W\d_](?:[\w. -]*[^\W_])?")
_LIKE_NUMBER = re.compile(r"[-+.]?[0-9][0-9_,.:eExXoO+\-]*(?:[a-fA-F]+)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Day(str):
    """A day written YYYY-MM-DD: the one text that stays bare although YAML 1.1 reads a date."""


def scalar(value: "str | int | float | bool | None", flow: bool = False) -> str:
    """One value on one line."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, Day) and _DAY.fullmatch(value):
        return str(value)
    pattern = _IN_FLOW if flow else _PLAIN
    if (
        pattern.fullmatch(value)
        and value == value.strip()
        and value.casefold() not in _WORDS
        and not _LIKE_NUMBER.fullmatch(value)
        and ": " not in value
        and not value.endswith(":")
        and " #" not in value
        and all(character.isprintable() for character in value)
    ):
        return value
    return '"' + "".join(_escaped(character) for character in value) + '"'


def number(value: float) -> str:
    """A number with no needless fraction."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def block(values: Mapping[str, Value], depth: int = 0) -> list[str]:
    """Lines of a block mapping; lists and maps of scalars stand on one line, larger ones below their key."""
    pad = "  " * depth
    lines = []
    for key, value in values.items():
        name = scalar(key)
        if isinstance(value, Mapping):
            if value and not _flat(value):
                lines += [f"{pad}{name}:", *block(value, depth + 1)]
            else:
                lines.append(f"{pad}{name}: {_flow(value)}")
        elif isinstance(value, Sequence) and not isinstance(value, str):
            lines.append(f"{pad}{name}: {_flow(value)}")
        else:
            lines.append(f"{pad}{name}: {scalar(value)}")
    return lines


def _flat(value: Mapping[str, Value]) -> bool:
    """Whether a map is short enough to read on one line."""
    simple = all(isinstance(inner, str | int | float | bool) or inner is None for inner in value.values())
    return simple and sum(len(str(part)) + 4 for pair in value.items() for part in pair) <= 100


def _flow(value: Value) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return scalar(value, flow=True)


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    if character.isprintable():
        return character
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
