"""What a lock keeps and what a source says now in; in which ways they differ out. Pure."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

from backlogue.base.observation import Observation
from backlogue.done.judge import asked
from backlogue.done.threshold import shown
from backlogue.model.lock import Locked

Way: TypeAlias = Literal[
    "not-collected",
    "reference-changed",
    "gone",
    "value-changed",
    "data-moved",
    "outdated",
    "not-verified",
    "answer-moved",
]
# What stands in the way of asking, and says nothing about what is locked.
SILENT = frozenset(
    ("unreachable", "unauthorised", "not-allowed", "not-configured", "tool-missing", "data-missing", "unparseable")
)


class Drift(NamedTuple):
    """One way in which a lock is not what its source says; `counts` is false for what only deserves a remark."""

    way: Way
    words: str
    counts: bool = True


def drifts(
    entry: Mapping[str, Any], locked: Locked | None, now: Observation, changed: tuple[str, ...], closed: bool
) -> tuple[Drift, ...]:
    """How an entry's lock stands against its source. `changed` are files it depends on that are not as they were.

    Of work that is closed the lock says what was known then; that its files have changed since is only a remark.
    """
    if locked is None:
        return (Drift("not-collected", "nothing is locked for it"),)
    if dict(locked.asked) != asked(entry):
        return (Drift("reference-changed", "the entry has changed since it was collected"),)
    found = [*_answers(locked.seen, now)]
    if changed:
        found.append(Drift("outdated", f"changed since: {', '.join(changed)}", not closed))
    return tuple(found)


def _answers(was: Observation, now: Observation) -> list[Drift]:
    if now.reason in SILENT or now.reason == "bad-reference":
        return [Drift("not-verified", now.detail or now.reason.replace("-", " "))]
    if now.reason == "ok" != was.reason:
        return [Drift("value-changed", f"was {was.reason}, is {_value(now)}")]
    if now.reason != was.reason:
        words = now.detail or now.reason.replace("-", " ")
        return [Drift("gone" if was.reason == "ok" else "value-changed", f"was {was.reason}, is {now.reason}: {words}")]
    found = []
    if (was.value, was.kind) != (now.value, now.kind):
        found.append(Drift("value-changed", f"was {_value(was)}, is {_value(now)}"))
    elif _counts(was) != _counts(now):
        found.append(Drift("value-changed", f"was {_told(was)}, is {_told(now)}"))
    if was.dataset != now.dataset:
        found.append(Drift("data-moved", f"was {_data(was)}, is {_data(now)}"))
    if not found and was.digest != now.digest:
        place = f", now at {now.where}" if now.where != was.where else ""
        found.append(Drift("answer-moved", f"the same value, in another answer{place}", counts=False))
    return found


def _value(seen: Observation) -> str:
    return {"nan": "not a number", "infinite": "infinite"}.get(seen.kind, shown(seen.value))


def _counts(seen: Observation) -> dict[str, float]:
    return dict(seen.checks)


def _told(seen: Observation) -> str:
    return ", ".join(f"{shown(count)} {name}" for name, count in sorted(seen.checks)) or "no counts"


def _data(seen: Observation) -> str:
    return " ".join(part for part in seen.dataset if part) or "no data set"
