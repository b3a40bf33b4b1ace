"""The order of the steps through git's history: a repository in; the timeline of every item out.

What was replayed is kept with the last commit seen. It is used again only where that commit is
still on the main line and authors are called what they were; whatever else happened, history is replayed
from its start, so deleting the cache never changes a result.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from backlogue.history import Facts, Replay, Stamp, Step, Timeline, facts_of
from backlogue.world.cache import Cache
from backlogue.world.git import GitFault
from backlogue.world.mailmap import names_mark
from backlogue.world.repository import Repository
from backlogue.world.revisions import Revision, every_commit, main_line

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
    complete = not repository.is_shallow
    # The oldest commit of a shallow clone seems to have brought everything, until the rest is fetched.
    if cache is not None and first_parent and complete:
        replay, stamps = _kept_up(repository, tip, cache)
    else:
        replay, stamps = Replay(), list[Stamp]()
        line = main_line if first_parent else every_commit
        _replay(_read(repository, line(repository, tip)), replay, stamps)
    return Timeline(stamps, replay.changes, complete, replay.renumbered)


def history_at(repository: Repository, commit: str, cache: Cache) -> Timeline:
    """The main line up to any commit. What is kept is that of HEAD, of which most commits are a part."""
    head = repository.head()
    if head is None or commit == head:
        return read_history(repository, commit, cache)
    timeline = read_history(repository, head, cache)
    places = [place for place, stamp in enumerate(timeline.stamps) if stamp.commit == commit]
    # A commit off the main line has a line of its own.
    return timeline.up_to(places[0]) if places else read_history(repository, commit)


def _kept_up(repository: Repository, tip: str, cache: Cache) -> tuple[Replay, list[Stamp]]:
    """The main line up to `tip`, on top of what is kept where that still holds; kept again where that is worth it."""
    name, names = f"history-{repository.prefix.replace('/', '_')}", names_mark(repository)
    found = cache.load(name)
    kept = found[1:] if found is not None and found[0] == names else None
    told, replay, stamps = _since(repository, tip, kept)
    known = len(stamps)
    _replay(told, replay, stamps)
    if kept is None or len(stamps) >= known + _WORTH_KEEPING:
        cache.save(name, (names, *_pack(tip, stamps, replay)))
    return replay, stamps


def _since(repository: Repository, tip: str, kept: Any) -> tuple[list[Told], Replay, list[Stamp]]:
    """What is still to replay, oldest first, on top of what is kept; or everything, on top of nothing."""
    if kept is not None:
        last = kept[0]
        if last == tip:
            return [], *_unpack(kept)
        try:
            new = list(main_line(repository, tip, after=last))
        except GitFault:
            new = []  # what was seen last may be gone from the repository altogether
        # Of a history that was rewritten nothing is read before it is known to be one.
        if new and new[-1].parent == last:
            return _read(repository, iter(new)), *_unpack(kept)
    return _read(repository, main_line(repository, tip)), Replay(), []


def _read(repository: Repository, revisions: Iterator[Revision]) -> list[Told]:
    """Each revision with what the files it wrote say, oldest first; they are given newest first.

    Two processes of git work at once: while one still lists revisions, in the thread that feeds
    the other, the texts of those already listed are read here.
    """
    listed = deque[tuple[Revision, int]]()

    def wanted() -> Iterator[str]:
        for revision in revisions:
            written = [change.blob for change in revision.changes if change.blob is not None]
            listed.append((revision, len(written)))
            yield from written

    told: list[Told] = []
    facts: list[Facts | None] = []
    for text in repository.blobs(wanted()):
        # A text comes only after its revision was listed; those before it that lack none are complete.
        while len(facts) == listed[0][1]:
            told.append((listed.popleft()[0], facts))
            facts = []
        facts.append(facts_of(text))
    for revision, _ in listed:
        told.append((revision, facts))
        facts = []
    told.reverse()
    return told


def _replay(told: Iterable[Told], replay: Replay, stamps: list[Stamp]) -> None:
    for revision, facts in told:
        stamps.append(Stamp(revision.commit, revision.at, revision.author, revision.authored))
        if revision.changes:
            said = iter(facts)
            steps = [Step(path, blob is None, None if blob is None else next(said)) for path, blob in revision.changes]
            replay.commit(len(stamps) - 1, steps)


def _pack(tip: str, stamps: list[Stamp], replay: Replay) -> Any:
    return tip, [tuple(stamp) for stamp in stamps], replay.pack()


def _unpack(kept: Any) -> tuple[Replay, list[Stamp]]:
    _, stamps, packed = kept
    return Replay.unpack(packed), [Stamp._make(stamp) for stamp in stamps]
