"""The history of a plan in; what the locks of items with a scorecard said before, out. Nothing where there are none."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from backlogue.done.standing import cards_of
from backlogue.model.lock import Lock, read_lock
from backlogue.plan import Plan
from backlogue.plan.proofs import lock_path
from backlogue.site.told import Told
from backlogue.views.trend import Kept
from backlogue.world.git import GitFault
from backlogue.world.past_locks import past_locks


def past_evidence(told: Told, plan: Plan, commit: str | None) -> Mapping[str, Sequence[Kept]]:
    """By item, each lock that the main line had, oldest first; none that cannot be read or was edited by hand."""
    if not plan.project.scorecards or told.timeline is None or told.repository is None:
        return {}
    items = {lock_path(item.path, item.id): item.id for item in plan.item_by_id.values() if any(cards_of(plan, item))}
    zone, found = ZoneInfo(plan.project.time_zone), dict[str, list[Kept]]()
    try:
        for one in past_locks(told.repository, commit or told.timeline.stamps[-1].commit, items):
            lock = read_lock(one.data)
            if isinstance(lock, Lock) and lock.untouched and lock.item == items[one.path]:
                found.setdefault(items[one.path], []).append(
                    Kept(datetime.fromtimestamp(one.at, zone).date(), lock.entries)
                )
    except GitFault:
        return {}
    return found
