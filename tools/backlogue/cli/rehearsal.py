"""Drafts of plan files in; the plan they start from, and what the rules would say of the drafts, out.

Nothing is written here: the changed files are read and judged in memory, beside those that stay.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from backlogue.base import Diagnostic, Finding
from backlogue.checks import run, run_change
from backlogue.checks.rule import PlanChange
from backlogue.history.difference import compare
from backlogue.judgement import Judgement, judge_change
from backlogue.model import Kinds, kinds_of
from backlogue.model.sprint import OVERRIDABLE
from backlogue.pipeline import Reading, read_entry, read_plan
from backlogue.plan import Plan
from backlogue.world.cache import Cache
from backlogue.world.clock import clock_day, day_of
from backlogue.world.files import Folder
from backlogue.world.texts import Texts
from backlogue.world.tree import Source


class Ground(NamedTuple):
    """The plan that a command starts from."""

    reading: Reading
    kinds: Kinds

    @property
    def plan(self) -> Plan:
        return self.reading.plan


class Drafts(NamedTuple):
    """New texts by path, what to call the change, and the paths whose errors count also when they are old."""

    texts: Mapping[str, str | None]
    message: str
    answerable: frozenset[str] = frozenset()


def ground_of(root: Path, today: date | None) -> Ground:
    """The files as they are, judged as of now: the clock's day or HEAD's, whichever is later."""
    head = day_of(root, today)
    reading = read_plan(Folder(root), lambda zone: today or max(head(zone), clock_day(zone)), Cache(root))
    return Ground(reading, kinds_of(reading.plan.project))


def weigh(ground: Ground, drafts: Drafts) -> tuple[Diagnostic, ...]:
    """What the drafts cause, and what stands against the files they answer for in readiness and sprints."""
    before, plan = ground.plan, ground.plan
    texts = {path: text for path, text in drafts.texts.items() if text is not None}
    tree = Texts(texts)
    built = {path: read_entry(tree, Source(path, ""), ground.kinds) for path in texts}
    entries = [entry for entry in plan.entries if entry.path not in texts]
    entries += [one.entry for one in built.values() if one.entry is not None]
    after = Plan(plan.project, entries, plan.today, plan.claims, plan.proofs)
    read: list[Finding] = [one for one in ground.reading.findings if one.span.path not in texts]
    read += [finding for one in built.values() for finding in one.findings]
    old, new = run(before, ground.reading.findings), run(after, read)
    changes = run_change(PlanChange(before, after, compare(before, after)))
    judged = judge_change(Judgement(new, 0, 0), Judgement(old, 0, 0), changes)
    standing = [one for one in judged.earlier or () if one.span.path in drafts.answerable and may_override(one)]
    return tuple(sorted((*judged.diagnostics, *standing), key=lambda one: one.order))


def may_override(one: Diagnostic) -> bool:
    """Whether a person may decide to live with such a finding."""
    return re.match(OVERRIDABLE, one.code) is not None
