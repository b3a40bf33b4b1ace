"""A text in; whether an address in it carries a password, and the text with that hidden, out."""

import re

_LOGIN = re.compile(r"(?<=://)([^/@\s:]*:[^/@\s]+)(?=@)")


def holds_login(text: str) -> bool:
    """Whether some address in a text names a user with a password: `https://user:password@host`."""
    return _LOGIN.search(text) is not None


def hide_logins(text: str) -> str:
    """The text with a star in place of each character of such a user and password, so that columns stay."""
    return _LOGIN.sub(lambda found: "*" * len(found[1]), text) if "@" in text else text
