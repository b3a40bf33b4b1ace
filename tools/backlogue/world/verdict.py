"""The last check of a project, for when nothing changed since: marks of files in, its diagnostics out, or None."""

import marshal
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from backlogue.base import Diagnostic, Related, Severity, Span
from backlogue.world.cache import Cache, settled
from backlogue.world.tree import Listing, Tree


class Verdict(NamedTuple):
    """What a check found, the time zone and day it judged by, and the digests of files that evidence depends on."""

    diagnostics: tuple[Diagnostic, ...]
    files: int
    items: int
    zone: str
    day: date
    beside: Mapping[str, str] = MappingProxyType({})


def recall(cache: Cache, listing: Listing, day_in: Callable[[str], date], tree: Tree) -> Verdict | None:
    """The last verdict, when the same files would be judged by the same day."""
    kept = cache.load("verdict")
    if kept is None or kept[0] != _key(listing):
        return None
    _, zone, day, files, items, packed, beside = kept
    if day_in(zone).isoformat() != day or (beside and tree.digests(beside) != beside):
        return None
    return Verdict(tuple(map(_unpack, packed)), files, items, zone, date.fromisoformat(day), beside)


def keep(cache: Cache, listing: Listing, verdict: Verdict) -> None:
    """Remember a verdict, unless a file changed so recently that its mark may not tell."""
    if all(settled(source.mark) for source in (*listing.sources, *listing.locks)):
        packed = [_pack(one) for one in verdict.diagnostics]
        day = verdict.day.isoformat()
        beside = dict(verdict.beside)
        cache.save("verdict", (_key(listing), verdict.zone, day, verdict.files, verdict.items, packed, beside))


def _key(listing: Listing) -> bytes:
    plain = [tuple(source) for source in (*listing.sources, *listing.locks)]
    return sha256(marshal.dumps((plain, [str(finding) for finding in listing.findings]))).digest()


def _pack(one: Diagnostic) -> tuple[object, ...]:
    related = [(tuple(other.span), other.message) for other in one.related]
    return (one.code, one.name, int(one.severity), tuple(one.span), one.message, one.hint, related)


def _unpack(
    packed: tuple[
        str, str, int, tuple[str, int, int, int, int], str, str | None, list[tuple[tuple[str, int, int, int, int], str]]
    ],
) -> Diagnostic:
    code, name, severity, span, message, hint, related = packed
    others = tuple(Related(Span(*place), words) for place, words in related)
    return Diagnostic(code, name, Severity(severity), Span(*span), message, hint, others)
