"""The order of the steps through git's history: a repository in; the timeline of every item out.

What was replayed is kept with the last commit seen. It is used again only where that commit is
still on the main line; whatever else happened, history is replayed from its start, so deleting
the cache never changes a result.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from backlogue.history import Change, Facts, Replay, Stamp, Step, Timeline, facts_of
from backlogue.world.cache import Cache
from backlogue.world.repository import Repository, Revision

# A revision, and what each file that it wrote says (None: it cannot be read), in its order.
Told: TypeAlias = tuple[Revision, list[Facts | None]]

# Replaying this many commits costs less than writing the cache anew.
_WORTH_KEEPING = 50


def read_history(
    repository: Repository, tip: str, cache: Cache | None = None, *, first_parent: bool = True
) -> Timeline:
    """Every change of every item on the first-parent line up to `tip`.

    Without `first_parent`, commits of merged branches are replayed too, in git's date order, and
    merges are passed over; such a timeline is for reading, not for measuring, and is not kept.
    """
    if not first_parent:
        replay, stamps = Replay(), list[Stamp]()
        _replay(_read(repository, repository.every_commit(tip)), replay, stamps)
        return Timeline(stamps, replay.changes, complete=not repository.is_shallow)
    name = f"history-{repository.prefix.replace('/', '_')}"
    kept = cache.load(name) if cache is not None else None
    told, replay, stamps = _since(repository, tip, kept)
    _replay(reversed(told), replay, stamps)
    if cache is not None and (kept is None or kept[0] != tip) and (len(told) >= _WORTH_KEEPING or kept is None):
        cache.save(name, _pack(tip, stamps, replay))
    return Timeline(stamps, replay.changes, complete=not repository.is_shallow)


def _since(repository: Repository, tip: str, kept: Any) -> tuple[list[Told], Replay, list[Stamp]]:
    """What is still to replay, newest first, on top of what is kept; or everything, on top of nothing."""
    if kept is not None:
        last = kept[0]
        if last == tip:
            return [], *_unpack(kept)
        told = _read(repository, repository.main_line(tip, after=last))
        if told and told[-1][0].parent == last:
            return told, *_unpack(kept)
    return _read(repository, repository.main_line(tip)), Replay(), []


def _read(repository: Repository, revisions: Iterator[Revision]) -> list[Told]:
    """Each revision with what the files it wrote say.

    Two processes of git work at once: while one still lists revisions, in the thread that feeds
    the other, the texts of those already listed are read here.
    """
    listed: list[Revision] = []

    def wanted() -> Iterator[str]:
        for revision in revisions:
            listed.append(revision)
            yield from (change.blob for change in revision.changes if change.blob is not None)

    texts = repository.blobs(wanted())
    said = iter([None if text is None else facts_of(text) for text in texts])
    return [(one, [next(said, None) for change in one.changes if change.blob is not None]) for one in listed]


def _replay(told: Iterable[Told], replay: Replay, stamps: list[Stamp]) -> None:
    for revision, facts in told:
        stamps.append(Stamp(revision.commit, revision.at, revision.author, revision.authored))
        if revision.changes:
            said = iter(facts)
            steps = [Step(path, blob is None, None if blob is None else next(said)) for path, blob in revision.changes]
            replay.commit(len(stamps) - 1, steps)


def _pack(tip: str, stamps: list[Stamp], replay: Replay) -> Any:
    changes = {item: [tuple(change) for change in found] for item, found in replay.changes.items()}
    paths = {path: tuple(facts) for path, facts in replay.paths.items()}
    return tip, [tuple(stamp) for stamp in stamps], changes, paths, replay.places


def _unpack(kept: Any) -> tuple[Replay, list[Stamp]]:
    _, stamps, changes, paths, places = kept
    replay = Replay()
    replay.changes = {item: [Change(*change) for change in found] for item, found in changes.items()}
    replay.paths = {path: Facts(*facts) for path, facts in paths.items()}
    replay.places = places
    return replay, [Stamp(*stamp) for stamp in stamps]
