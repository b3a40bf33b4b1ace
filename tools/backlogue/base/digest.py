"""Texts in, a short digest of them out that is the same on every machine and in every run."""

import hashlib


def digest(*parts: bytes | str) -> str:
    """Differs where any part does; `("ab", "c")` is not `("a", "bc")`."""
    made = hashlib.blake2b(digest_size=12)
    for part in parts:
        # A file name need not be UTF-8; its bytes stand in the path as lone surrogates.
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "little"))
        made.update(data)
    return made.hexdigest()
