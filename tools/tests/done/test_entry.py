"""An entry of evidence is judged by what asks for it: a criterion, a scorecard's stages, or a hypothesis."""

import json
from datetime import date

import pytest

from backlogue.base.observation import Observation
from backlogue.checks import run
from backlogue.done.entry import entry_verdict
from backlogue.model.lock import Locked, write_lock
from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.world.texts import Texts

DAY = date(2026, 7, 20)
CONFIG = """\
workflows:
  default: {states: {todo: todo, ready: todo, in-progress: doing, in-review: doing, done: done}}
done:
  story: {for: "type = story", criteria: {speed: {text: Fast, check: metric}}}
scorecards:
  release:
    for: "label = model"
    stages: [canary, production]
    measures:
      recall: {text: Recall, target: {at_least: 0.8}, thresholds: {production: {at_least: 0.85}}}
      latency: {text: p95, thresholds: {canary: {at_most: 120}, production: {at_most: 80}}}
"""
ITEM = """\
---
id: A-1
type: %s
title: T
status: in-review
labels: [model]
evidence: %s
%s---
"""
HYPOTHESIS = "hypothesis: {belief: b, metric: recall, baseline: 0.7, target: {at_least: 0.8}, data: d.csv}\n"


def plan_of(name: str, seen: Observation, kind: str = "story", more: str = "") -> Plan:
    """A plan of one item with one entry, collected."""
    entry = {"json": "r.json", "metric": "recall"}
    texts = {
        "backlogue.yaml": CONFIG,
        "backlog/A-1.md": ITEM % (kind, json.dumps({name: entry}), more),
        "backlog/A-1.evidence.json": write_lock("A-1", {name: Locked(entry, seen, DAY)}),
    }
    return read_plan(Texts(texts), lambda _zone: DAY).plan


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("recall", 0.9, ("pass", "0.9 is at least 0.85")),
        ("recall", 0.82, ("fail", "0.82 is not at least 0.85 at production; enough for canary")),
        ("recall", 0.7, ("fail", "0.7 is not at least 0.8")),
        ("latency.canary", 130, ("fail", "130 is not at most 120")),
        ("latency.canary", 100, ("pass", "100 is at most 120")),
        ("speed", 100, ("unknown", "the entry names no threshold: write at_least, at_most or equals")),
    ],
)
def test_a_measure_has_its_thresholds_in_the_scorecard(name: str, value: float, said: tuple[str, str]) -> None:
    plan = plan_of(name, Observation(float(value), "finite"))
    found = entry_verdict(plan, plan.items[0], name)
    assert (found.mark, found.words) == said


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (Observation(0.81, "finite"), ("pass", "0.81 is at least 0.8: validated")),
        (Observation(0.79, "finite"), ("pass", "0.79 is not at least 0.8: invalidated")),
        (Observation(None, "nan"), ("fail", "the value is not a number")),
        (Observation("good", "text"), ("unknown", "its value is no number")),
        (Observation(reason="run-deleted"), ("fail", "the run was deleted")),
        (Observation(reason="run-deleted", detail="the run r1 was deleted"), ("fail", "the run r1 was deleted")),
    ],
)
def test_a_hypothesis_is_decided_by_any_number(seen: Observation, said: tuple[str, str]) -> None:
    plan = plan_of("result", seen, "experiment", HYPOTHESIS)
    found = entry_verdict(plan, plan.items[0], "result")
    assert (found.mark, found.words) == said


def test_a_lock_that_is_not_written_yet_can_speak() -> None:
    plan = plan_of("recall", Observation(0.9, "finite"))
    (item,) = plan.items
    fresh = Locked({"json": "r.json", "metric": "recall"}, Observation(0.1, "finite"), DAY)
    assert entry_verdict(plan, item, "recall", {"recall": fresh}).mark == "fail"
    assert entry_verdict(plan, item, "recall", {}).reason == "not-collected"


@pytest.mark.parametrize(
    ("name", "kind", "more"), [("recall", "story", ""), ("latency", "story", ""), ("result", "experiment", HYPOTHESIS)]
)
def test_check_asks_no_threshold_of_entries_that_have_theirs_elsewhere(name: str, kind: str, more: str) -> None:
    plan = plan_of(name, Observation(0.9, "finite"), kind, more)
    assert [one.code for one in run(plan, ()) if one.code.startswith("DON11")] == []
    broken = plan_of(name, Observation(None, "nan"), kind, more)
    assert "DON111" in [one.code for one in run(broken, ())]
