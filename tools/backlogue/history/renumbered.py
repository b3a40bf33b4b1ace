"""A timeline in; the same one, in which a renumbered item has its history from its first id on, out.

An item was renumbered where one commit brings it with `formerly` and takes away the id that this names. Where the id
stays, because two files had it, git's history of the id is that of both, and nothing is joined.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from backlogue.history.facts import new_values
from backlogue.history.timeline import Change, Timeline

_NAMING = ("commitment.items.", "delivered.")


class Followed(NamedTuple):
    """The joined timeline, and the id of today for each that nothing has any more."""

    timeline: Timeline
    now: Mapping[str, str]


def follow(timeline: Timeline) -> Followed:
    """Join the histories; what sprints promised and delivered goes by the ids of today, too."""
    now: dict[str, str] = {}
    ids: dict[str, list[str]] = {}
    # Asked first, because opening the changes of every item costs as much as most commands do.
    changes = dict(timeline.changes) if timeline.renumbered else {}
    for stamp, name in sorted(timeline.renumbered):
        old = next((one for one in _former(changes[name][0]) if _ends(changes.get(one, ()), stamp)), None)
        if old is not None:
            _join(changes, old, name, stamp)
            led = ids.pop(old, [])
            if old not in changes:
                if old in now:  # it was somebody else's before
                    ids[now[old]].remove(old)
                led.append(old)
            now |= dict.fromkeys(led, name)
            ids.setdefault(name, []).extend(led)
    if not now:
        return Followed(timeline, now)
    sprints = [name for name, found in changes.items() if found[0].fields.get("type") == "sprint"]
    changes |= {name: _told_anew(changes[name], now) for name in sprints if _speaks(changes[name], now)}
    return Followed(timeline._replace(changes=changes), now)


def _former(birth: Change) -> list[str]:
    """The ids under `formerly`, the last one first."""
    written = birth.fields["formerly"]
    return [one for one in reversed(written) if isinstance(one, str)] if isinstance(written, list) else []


def _ends(found: Sequence[Change], stamp: int) -> bool:
    """Whether the item with these changes is gone at a commit."""
    return any(one.stamp == stamp and all(value is None for value in one.fields.values()) for one in found)


def _join(changes: dict[str, Sequence[Change]], old: str, name: str, stamp: int) -> None:
    end = next(place for place, one in enumerate(changes[old]) if one.stamp == stamp)
    earlier, later = changes[old][:end], changes[old][end + 1 :]
    birth, *rest = changes[name]
    moved = Change(stamp, new_values(_values(earlier), birth.fields))
    del changes[old]
    if later:
        changes[old] = later
    changes[name] = [*earlier, moved, *rest]


def _values(found: Sequence[Change]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for one in found:
        values |= one.fields
    return {field: value for field, value in values.items() if value is not None}


def _speaks(found: Sequence[Change], now: Mapping[str, str]) -> bool:
    fields = (field for one in found for field in one.fields)
    return any(field == "changes" or field.removeprefix(_prefix(field)) in now for field in fields)


def _told_anew(found: Sequence[Change], now: Mapping[str, str]) -> list[Change]:
    """A sprint's changes with the ids of today; a commit that only renumbered changes nothing then."""
    told: list[Change] = []
    raw: dict[str, Any] = {}
    before: dict[str, Any] = {}
    for one in found:
        raw |= one.fields
        after = {_renamed(field, now): _entries(value, now) for field, value in raw.items() if value is not None}
        if fields := new_values(before, after):
            told.append(Change(one.stamp, fields))
        before = after
    return told


def _prefix(field: str) -> str:
    return next((prefix for prefix in _NAMING if field.startswith(prefix)), "")


def _renamed(field: str, now: Mapping[str, str]) -> str:
    prefix = _prefix(field)
    name = field.removeprefix(prefix)
    return prefix + now.get(name, name) if prefix else field


def _entries(value: Any, now: Mapping[str, str]) -> Any:
    """Entries under `changes` that add or remove an item, with its id of today; any other value as it is."""
    return [_entry(one, now) if isinstance(one, dict) else one for one in value] if isinstance(value, list) else value


def _entry(entry: Mapping[str, Any], now: Mapping[str, str]) -> dict[str, Any]:
    moved = {key: now[said] for key in ("add", "remove") if isinstance(said := entry.get(key), str) and said in now}
    return {**entry, **moved}
