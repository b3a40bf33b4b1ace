"""The order of the steps through git's history: a repository in; the timeline of every item out.

What was replayed is kept with the last commit seen. It is used again only where that commit is
still on the main line; whatever else happened, history is replayed from its start, so deleting
the cache never changes a result.
"""

from typing import Any

from backlogue.history import Change, Facts, Replay, Stamp, Step, Timeline, facts_of
from backlogue.world.cache import Cache
from backlogue.world.repository import Repository, Revision

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
        _replay(repository, [*repository.every_commit(tip)], replay, stamps)
        return Timeline(stamps, replay.changes, complete=not repository.is_shallow)
    name = f"history-{repository.prefix.replace('/', '_')}"
    kept = cache.load(name) if cache is not None else None
    revisions, replay, stamps = _since(repository, tip, kept)
    _replay(repository, revisions, replay, stamps)
    if cache is not None and (kept is None or not stamps or len(revisions) >= _WORTH_KEEPING):
        cache.save(name, _pack(tip, stamps, replay))
    return Timeline(stamps, replay.changes, complete=not repository.is_shallow)


def _since(repository: Repository, tip: str, kept: Any) -> tuple[list[Revision], Replay, list[Stamp]]:
    """The revisions still to replay, oldest first, on top of what is kept, or all of them on top of nothing."""
    if kept is not None:
        last = kept[0]
        if last == tip:
            return [], *_unpack(kept)
        revisions = list(repository.main_line(tip, after=last))
        if revisions and revisions[-1].parent == last:
            return revisions[::-1], *_unpack(kept)
    revisions = list(repository.main_line(tip))
    return revisions[::-1], Replay(), []


def _replay(repository: Repository, revisions: list[Revision], replay: Replay, stamps: list[Stamp]) -> None:
    wanted = (change.blob for revision in revisions for change in revision.changes if change.blob is not None)
    texts = repository.blobs(wanted)
    for revision in revisions:
        stamps.append(Stamp(revision.commit, revision.at, revision.author, revision.authored))
        steps = []
        for path, blob in revision.changes:
            text = None if blob is None else next(texts, None)
            facts = None if text is None else facts_of(path, text)
            steps.append(Step(path, blob is None, facts))
        if steps:
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
