"""A word and those that are taken in; one that nothing else has out."""

from collections.abc import Container


def unused(word: str, taken: Container[str]) -> str:
    """The word, or the word with the first number that nothing else has."""
    if word not in taken:
        return word
    number = 2
    while f"{word}-{number}" in taken:
        number += 1
    return f"{word}-{number}"
