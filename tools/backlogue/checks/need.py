"""An item and the words of a definition of ready or a workflow's `requires` in; those it lacks out.

A word is a front-matter key that must be set, one of ours or the project's, with dots into a map
(`hypothesis.metric`), or one of the words below.
"""

from collections.abc import Iterable
from typing import Any

from backlogue.model import Item

# What each of our words asks for, to be used in a hint.
WORDS = {
    "estimate": "add points: or estimate:",
    "acceptance-criteria": "write the heading Acceptance criteria with a checkbox for each",
    "description": "write what it is about below the front matter",
}


def lacking(item: Item, words: Iterable[str]) -> list[str]:
    """The words that an item does not satisfy, in the order given."""
    return [word for word in words if not _has(item, word)]


def way_out(word: str) -> str:
    """How an item comes to satisfy a word."""
    first, _, rest = word.partition(".")
    return WORDS.get(word) or (f"add {rest}: under {first}:" if rest else f"add {word}:")


def _has(item: Item, word: str) -> bool:
    match word:
        case "estimate":
            return item.size is not None
        case "acceptance-criteria":
            return bool(item.acceptance)
        case "description":
            return bool(item.body.strip())
    value: Any = item.value(word)
    if value is None and "." in word:
        first, *rest = word.split(".")
        value = item.value(first)
        for key in rest:
            value = value.get(key) if isinstance(value, dict) else None
    # Nothing, an empty text, list or map is not set; 0 and false are.
    return value is not None and value not in ("", [], {})
