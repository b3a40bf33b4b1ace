"""The shape of an item's id, for whoever looks for one: a pattern, and a file's path in, its id out."""

import re

# A prefix, a dash, and a number or a random tail: CHURN-12, CHURN-k3v9.
ITEM_ID = r"[A-Z][A-Z0-9]*-[0-9a-z]+"
ID_IN_TEXT = re.compile(rf"\b{ITEM_ID}\b")
_IN_NAME = re.compile(rf"(?:^|/)({ITEM_ID})(?![0-9A-Za-z])[^/]*\.md\Z")


def id_in_name(path: str) -> str | None:
    """The id that the name of a plan file begins with; None where it begins with none, as a sprint's does."""
    match = _IN_NAME.search(path)
    return match[1] if match is not None else None
