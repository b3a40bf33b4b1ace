"""A reference's options in; the ones a source understands, as the types it needs, out. A wrong one is a Fault."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from backlogue.evidence.fault import Fault

Direction: TypeAlias = Literal["max", "min"]


def text_of(options: Mapping[str, Any], name: str) -> str:
    """An option that is a text; empty when it is not written. A number counts as its text: `tag: 2026`."""
    given = options.get(name)
    if given is None:
        return ""
    if isinstance(given, bool) or not isinstance(given, str | int | float) or not str(given).strip():
        raise Fault("bad-reference", f"{name} must be a text")
    return str(given).strip()


def one_of(options: Mapping[str, Any], name: str, words: tuple[str, ...], otherwise: str) -> str:
    """An option that is one of a few words."""
    given = text_of(options, name)
    if given and given not in words:
        raise Fault("bad-reference", f"{name} must be one of {', '.join(words)}, not {given}")
    return given or otherwise


def whole_of(options: Mapping[str, Any], name: str) -> int | None:
    """An option that is a whole number from 0."""
    given = options.get(name)
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise Fault("bad-reference", f"{name} must be a whole number from 0")
    return given


def only_one(options: Mapping[str, Any], names: tuple[str, ...]) -> None:
    """A Fault when more than one of some options is written."""
    written = [name for name in names if options.get(name) is not None]
    if len(written) > 1:
        raise Fault("bad-reference", f"{' and '.join(written)} cannot be asked for at once")


def direction_of(options: Mapping[str, Any]) -> Direction | None:
    """Which way is better: up where a least value is asked for, down where a greatest; None when that is open."""
    least, most = options.get("at_least") is not None, options.get("at_most") is not None
    if least == most:
        return None
    return "max" if least else "min"


def texts_of(options: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """An option that is a text or a list of texts; empty when it is not written."""
    given = options.get(name)
    if not isinstance(given, list | tuple):
        one = text_of(options, name)
        return (one,) if one else ()
    return tuple(text_of({name: entry if entry is not None else ""}, name) for entry in given)


def flag_of(options: Mapping[str, Any], name: str, otherwise: bool) -> bool:
    """An option that is true or false."""
    given = options.get(name)
    if given is None:
        return otherwise
    if not isinstance(given, bool):
        raise Fault("bad-reference", f"{name} must be true or false")
    return given
