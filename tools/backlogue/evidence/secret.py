"""The environment in, what nobody else may read of it out; an observation in, the same without any of that out.

A server, or a proxy before it, may say back what it was sent: as it was, as an address writes it, or as a header does.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, unquote

from backlogue.base.observation import Observation

# Not GIT_AUTHOR_NAME: what is struck out must not depend on who collects.
_SECRET = re.compile(r"TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY|ACCESS_?KEY|AUTH(?!OR)", re.IGNORECASE)
_SHORTEST = 6
# Of a text that a source gives, so much is kept.
_LONGEST = 500
_USER = re.compile(r"(?<=://)[^/@\s]+@")


def secrets_of(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Values of the environment that nobody else may read, in every way of writing them, the longest first."""
    logins = set(_logins(environment))
    # In `https://token@host` the name is the secret; beside a password it is none.
    found = {password or user for user, password in logins}
    found |= {value for name, value in environment.items() if _SECRET.search(name)}
    written = {form for one in found for form in _forms(one)}
    written |= {b64encode(f"{user}:{password}".encode()).decode().rstrip("=") for user, password in logins}
    return tuple(sorted((one for one in written if len(one) >= _SHORTEST), key=lambda one: (-len(one), one)))


def _logins(environment: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Every name with its password: in addresses, in two variables, and as W&B sends its key."""
    for name, value in environment.items():
        for login in _USER.findall(value):
            user, _, password = login[:-1].partition(":")
            yield unquote(user), unquote(password)
            yield user, password
        if name.endswith("PASSWORD"):
            yield environment.get(f"{name.removesuffix('PASSWORD')}USERNAME", ""), value
    if key := environment.get("WANDB_API_KEY", "").strip():
        yield "api", key


def _forms(secret: str) -> Iterable[str]:
    """A secret as it is, and as addresses write it."""
    for form in (secret, quote(secret), quote(secret, safe="")):
        yield form
        yield re.sub("%[0-9A-F]{2}", lambda sign: sign[0].lower(), form)


def cleaned(said: Observation, secrets: Iterable[str]) -> Observation:
    """The observation without secrets, whatever a source or a server wrote into it."""

    def clean(text: str) -> str:
        for secret in secrets:
            text = text.replace(secret, "***")
        return _USER.sub("", text)[:_LONGEST]

    value = clean(said.value) if isinstance(said.value, str) else said.value
    names = ("detail", "where", "at", "state", "commit", "digest")
    texts: dict[str, Any] = {name: clean(getattr(said, name)) for name in names}
    data = said.dataset._replace(**{name: clean(part) for name, part in said.dataset._asdict().items()})
    return said._replace(value=value, dataset=data, **texts)
