"""What a lock holds and what its source says when it is asked again in; what that may say of files, out. Pure.

Reading a report a second time is not measuring a second time. An answer that is the same to the byte speaks of the
files that it covers as they were when it was first read.
"""

from collections.abc import Iterable, Sequence

from backlogue.base.observation import Observation
from backlogue.model.lock import Locked


def read_again(former: Locked, fresh: Locked, spoken: Iterable[str]) -> Locked:
    """What is kept of an answer: where it is the former one, with what the files it speaks of held then."""
    if not _same(former.seen, fresh.seen):
        return fresh
    then = {path: former.files[path] for path in spoken if path in former.files}
    return fresh._replace(files={**fresh.files, **then})


def committed_since(former: Locked, seen: Observation, spoken: Sequence[str], changed: Sequence[str]) -> Observation:
    """An answer, but the former one where it is out of date for nothing but the day of a commit.

    Who tests, collects and then commits has committed what was tested, though after the tests ran. For sources that
    compare the times of a report and of the last commit; `changed` are files that differ from those of the lock.
    """
    only = seen.reason == "stale" and former.seen.reason == "ok" and _same(former.seen, seen)
    known = bool(spoken) and all(path in former.files for path in spoken)
    return former.seen if only and known and not changed else seen


def _same(was: Observation, now: Observation) -> bool:
    return bool(was.digest) and (was.digest, was.where) == (now.digest, now.where)
