"""The values of a new entry and its body in, the text of its file out."""

from collections.abc import Mapping, Sequence
from typing import Any

from backlogue.edit.write import Rows, written, written_key


def draft(values: Mapping[str, Any], order: Sequence[str], body: str) -> str:
    """Front matter in the order of keys, a line each; a map of rows, or with keys to fill in, in block style."""
    ranks = {key: rank for rank, key in enumerate(order)}
    lines: list[str] = []
    for key in sorted(values, key=lambda key: ranks.get(key, len(ranks))):
        lines += _entry(key, values[key], "")
    return "\n".join(["---", *lines, "---", body])


def _entry(key: str, value: Any, indent: str) -> list[str]:
    if value is None:
        return [f"{indent}{written_key(key)}:"]
    if isinstance(value, dict) and (None in value.values() or isinstance(value, Rows)):
        inner = [line for name, one in value.items() for line in _entry(name, one, indent + "  ")]
        return [f"{indent}{written_key(key)}:", *inner]
    return [f"{indent}{written_key(key)}: {written(value)}"]
