"""How a criterion stands by what an item's file says."""

from datetime import date

import pytest

from backlogue.done import asked_of, known_criteria, standards, verdict
from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.world.texts import Texts

TODAY = date(2026, 9, 1)
CONFIG = """\
done:
  every-item:
    criteria:
      reviewed: {text: Reviewed by a second person}
  model:
    for: "label = model"
    criteria:
      reviewed: {text: Reviewed by a data scientist}
      metric: {text: The metric meets its target, check: metric}
  broken:
    for: "label =="
    criteria:
      never: {text: Asked for by nobody}
"""


def plan_of(*lines: str) -> Plan:
    front = "\n".join(["---", "id: CHURN-1", "type: story", "title: A story", "status: done", *lines, "---", ""])
    return read_plan(Texts({"backlogue.yaml": CONFIG, "backlog/CHURN-1.md": front}), lambda _project: TODAY).plan


@pytest.mark.parametrize(
    ("written", "check", "expected"),
    [
        ("", "person", "open"),
        ("evidence: {c: {by: bob, on: 2026-07-03}}", "person", "met"),
        ("evidence: {c: {by: bob}}", "person", "unsigned"),
        ("evidence: {c: {mlflow: runs/1}}", "person", "unsigned"),
        ("evidence: {c: {mlflow: runs/1}}", "metric", "unproven"),
        ("evidence: {c: {mlflow: runs/1}}\nwaivers: {c: {by: bob, on: 2026-07-03, reason: r}}", "metric", "waived"),
        ("waivers: {c: {by: bob, on: 2026-07-03, reason: r}}", "person", "waived"),
        ("waivers: {c: {by: bob, on: 2026-07-03, reason: r, until: 2026-09-01}}", "metric", "waived"),
        ("waivers: {c: {by: bob, on: 2026-07-03, reason: r, until: 2026-08-31}}", "person", "lapsed"),
        ("waivers: {c: {by: bob, on: 2026-07-03}}", "person", "void"),
        ("evidence: {c: {by: bob}}\nwaivers: {c: {by: bob, on: 2026-07-03, reason: r}}", "person", "waived"),
        ("evidence: {other: {by: bob, on: 2026-07-03}}", "person", "open"),
    ],
)
def test_verdict(written: str, check: str, expected: str) -> None:
    (item,) = plan_of(*written.split("\n")).items
    assert verdict(item, "c", check, TODAY) == expected


def test_a_proof_that_passes_goes_before_a_waiver() -> None:
    written = "evidence: {c: {mlflow: runs/1}}", "waivers: {c: {by: bob, on: 2026-07-03, reason: r}}"
    (item,) = plan_of(*written).items
    assert verdict(item, "c", "metric", TODAY, passes=True) == "met"


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("priority: high", [("every-item", "reviewed")]),
        ("labels: [model]", [("every-item", "reviewed"), ("model", "metric")]),
    ],
)
def test_a_criterion_asked_for_twice_counts_once_and_a_wrong_query_asks_nobody(
    line: str, asked: list[tuple[str, str]]
) -> None:
    plan = plan_of(line)
    assert [(one.definition, one.name) for one in asked_of(standards(plan), plan.items[0])] == asked


def test_known_criteria_are_those_of_all_definitions() -> None:
    assert list(known_criteria(plan_of().project)) == ["reviewed", "metric", "never", "result"]
