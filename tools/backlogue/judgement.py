"""The order of the steps to judge a project: a moment, or a change since one, in; what is to be said out.

Kept light: nothing changed since the last check costs no import of the engine.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from backlogue.base import Diagnostic
from backlogue.world.cache import Cache
from backlogue.world.tree import Tree
from backlogue.world.verdict import Verdict, keep, recall


class Judgement(NamedTuple):
    """What is said of a plan. With a base, `earlier` are the findings that the change since did not cause."""

    diagnostics: tuple[Diagnostic, ...]
    files: int
    items: int
    earlier: tuple[Diagnostic, ...] | None = None


def judge(tree: Tree, today: Callable[[str], date], cache: Cache | None) -> Judgement:
    """Check a project, or recall what the last check said where nothing changed since."""
    listing = tree.listing()
    last = recall(cache, listing, today, tree) if cache is not None else None
    if last is not None:
        return Judgement(last.diagnostics, last.files, last.items)
    # Importing the engine (pydantic, PyYAML, every rule) costs 200 ms, which nothing changed need not pay.
    from backlogue.pipeline import compile_project

    found = compile_project(tree, today, cache, listing)
    plan, items = found.plan, len(found.plan.items)
    # History may change where no file does, as when a shallow clone is completed.
    if cache is not None and not plan.proofs.asked_past:
        zone, beside = plan.project.time_zone, plan.proofs.digests(())
        keep(cache, listing, Verdict(found.diagnostics, found.files, items, zone, plan.today, beside))
    return Judgement(found.diagnostics, found.files, items)


def judge_change(after: Judgement, before: Judgement, changes: tuple[Diagnostic, ...]) -> Judgement:
    """What a change causes: what the rules on changes say, and findings that the base does not have.

    A finding is the same on both sides when its rule, file and sentence are; lines may have moved.
    """
    known = Counter(map(_identity, before.diagnostics))
    caused, earlier = list(changes), []
    for one in after.diagnostics:
        identity = _identity(one)
        if known[identity]:
            known[identity] -= 1
            earlier.append(one)
        else:
            caused.append(one)
    return Judgement(tuple(sorted(caused, key=lambda one: one.order)), after.files, after.items, tuple(earlier))


def _identity(one: Diagnostic) -> tuple[str, str, str]:
    return (one.code, one.span.path, one.message)
