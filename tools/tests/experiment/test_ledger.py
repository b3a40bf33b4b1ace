"""The ledger: life, cost and learning yield by their definitions, and every format from the same figures."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest

from backlogue.base import discover
from backlogue.base.observation import Observation
from backlogue.cli.experiment_ledger import FORMATS
from backlogue.done.hypothesis import computed, contradicts, reading
from backlogue.flow.experiments import cost, life, yields
from backlogue.history import Change, Stamp, Timeline
from backlogue.model.item import Experiment
from backlogue.model.lock import Locked, write_lock
from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.views.ledger import ledger, summary
from backlogue.world.texts import Texts

TODAY = date(2026, 7, 20)
HYPOTHESIS = "hypothesis: {belief: Sessions help, metric: recall, baseline: 0.79, target: {at_least: 0.82}}"
DECIDED = ("outcome: invalidated", "result: 0.8", "learning: =No gain", "decision: kill")


def item(number: int, *lines: str, status: str = "todo") -> str:
    return "\n".join(["---", f"id: A-{number}", "type: experiment", "title: T", f"status: {status}", *lines, "---", ""])


def sprint(name: str, start: str, end: str, *lines: str) -> str:
    return "\n".join(["---", f"id: {name}", "type: sprint", f"start: {start}", f"end: {end}", *lines, "---", ""])


def plan_of(*items: str, **sprints: str) -> Plan:
    texts = {f"backlog/{text.split()[2]}.md": text for text in items}
    texts |= {f"sprints/{name}.md": text for name, text in sprints.items()}
    return read_plan(Texts(texts), lambda _zone: TODAY).plan


def only(plan: Plan) -> Experiment:
    (found,) = (one for one in plan.items if isinstance(one, Experiment))
    return found


@pytest.mark.parametrize(
    ("lines", "status", "expected"),
    [
        ((), "todo", "proposed"),
        (("hypothesis: {belief: x, metric: recall, target: {}}",), "todo", "proposed"),
        (("hypothesis: {belief: x, target: {at_least: 1}}",), "todo", "proposed"),
        ((HYPOTHESIS,), "ready", "fixed"),
        ((HYPOTHESIS,), "in-progress", "running"),
        ((HYPOTHESIS, "runs: [mlflow:1]"), "todo", "running"),
        ((HYPOTHESIS,), "done", "running"),
        ((HYPOTHESIS,), "dropped", "abandoned"),
        ((HYPOTHESIS, "outcome: inconclusive"), "in-progress", "decided"),
    ],
)
def test_life(lines: tuple[str, ...], status: str, expected: str) -> None:
    plan = plan_of(item(1, *lines, status=status))
    assert life(plan, only(plan)) == expected


@pytest.mark.parametrize(
    ("evidence", "seen", "value", "said"),
    [
        ("", None, 0.83, "validated"),
        ("evidence: {result: {mlflow: r1, metric: recall}}", Observation(0.8, "finite"), 0.8, "invalidated"),
        ("evidence: {holdout: {mlflow: r1, metric: recall}}", Observation(0.8, "finite"), 0.8, "invalidated"),
        ("evidence: {other: {mlflow: r1, metric: precision}}", Observation(0.1, "finite"), 0.83, "validated"),
        (
            "evidence: {result: {mlflow: r1, metric: recall, at_least: 0.9}}",
            Observation(0.82, "finite"),
            0.82,
            "validated",
        ),
        ("evidence: {result: {mlflow: r1, metric: recall}}", Observation(None, "nan"), None, None),
        ("evidence: {result: {mlflow: r1, metric: recall}}", Observation(None, "infinite"), None, None),
        ("evidence: {result: {mlflow: r1, metric: recall}}", Observation(reason="run-failed"), None, None),
        ("evidence: {result: {mlflow: r1, metric: recall}}", None, 0.83, "validated"),
        ("evidence: {result: {by: bob, on: 2026-07-03, value: 0.7}}", None, 0.7, "invalidated"),
        ("evidence: {result: {by: bob, value: 0.7}}", None, None, None),
    ],
)
def test_what_decides(evidence: str, seen: Observation | None, value: float | None, said: str | None) -> None:
    texts = {"backlog/A-1.md": item(1, HYPOTHESIS, "result: 0.83", evidence)}
    if seen is not None:
        name = evidence.split("{")[1].rstrip(": ")
        entry = {"mlflow": "r1", "metric": "precision" if name == "other" else "recall"}
        texts["backlog/A-1.evidence.json"] = write_lock("A-1", {name: Locked(entry, seen, TODAY)})
    plan = read_plan(Texts(texts), lambda _zone: TODAY).plan
    assert reading(plan, only(plan)).value == value
    assert computed(plan, only(plan)) == said


@pytest.mark.parametrize(
    ("outcome", "expected"), [("validated", True), ("invalidated", False), ("inconclusive", False)]
)
def test_inconclusive_never_contradicts(outcome: str, expected: bool) -> None:
    plan = plan_of(item(1, HYPOTHESIS, "result: 0.81", f"outcome: {outcome}"))
    assert contradicts(plan, only(plan)) is expected


def stamp(place: int, day: int) -> Stamp:
    at = int(datetime(2026, 7, day, 12, tzinfo=UTC).timestamp())
    return Stamp(f"c{place}", at, "ann", at)


@pytest.mark.parametrize(
    ("moves", "lines", "expected"),
    [
        # Monday 6 July to Wednesday 15 July: eight working days, both ends included.
        ({3: "ready", 6: "in-progress", 10: "waiting", 13: "in-progress", 15: "done"}, (), (8, "history")),
        # Still going on: up to today, Monday 20 July.
        ({3: "ready", 17: "in-progress"}, (), (2, "history")),
        # Going on already when its file came.
        ({6: "in-progress", 15: "done"}, ("timebox: 5",), (5, "timebox")),
        ({6: "ready", 15: "done"}, ("sprint: s1",), (10, "sprint")),
        ({6: "ready"}, (), (None, "")),
    ],
)
def test_cost(moves: dict[int, str], lines: tuple[str, ...], expected: tuple[float | None, str]) -> None:
    plan = plan_of(item(1, *lines), s1=sprint("s1", "2026-07-06", "2026-07-17"))
    stamps = [stamp(place, day) for place, day in enumerate(moves)]
    changes = {"A-1": [Change(place, {"status": status}) for place, status in enumerate(moves.values())]}
    sprints = [plan.sprint_by_id["s1"]] if lines == ("sprint: s1",) else []
    assert cost(plan, only(plan), Timeline(stamps, changes), sprints) == expected


def test_learning_yield_counts_what_a_sprint_ran_and_what_it_decided() -> None:
    plan = plan_of(
        item(1, HYPOTHESIS, *DECIDED, "sprint: s1", status="done"),
        item(2, HYPOTHESIS, "sprint: s2", status="in-progress"),
        item(3, HYPOTHESIS, "sprint: s2", "checkpoints: [{sprint: s1, text: x}]", status="in-progress"),
        item(4, HYPOTHESIS, *DECIDED, "sprint: s2", status="done"),
        item(5, HYPOTHESIS, "sprint: s3"),
        s1=sprint(
            "s1",
            "2026-07-06",
            "2026-07-17",
            "commitment: {on: 2026-07-06, items: {A-1: 1, A-2: 1}}",
            "delivered: {A-1: 1}",
        ),
        s2=sprint("s2", "2026-07-20", "2026-07-31"),
        s3=sprint("s3", "2026-08-03", "2026-08-14"),
    )
    found = {one.sprint.id: (one.ran, one.decided) for one in yields(plan)}
    assert found == {"s1": (("A-1", "A-2", "A-3"), ("A-1",)), "s2": (("A-2", "A-3", "A-4"), ("A-4",))}
    book = ledger(plan)
    assert [one.share for one in book.harvests] == [pytest.approx(1 / 3), pytest.approx(1 / 3)]
    assert [one.running for one in book.harvests] == [True, False]
    assert book.share == pytest.approx(1 / 3)
    assert summary(book) == "5 experiments: 2 invalidated; 2 running, 1 with a threshold and not begun"


def test_every_format_is_there_and_tells_the_same() -> None:
    plan = plan_of(item(1, HYPOTHESIS, *DECIDED, "leads_to: [A-2]", status="done"), item(2, HYPOTHESIS))
    plugs = {plug.value.name: plug.value for plug in discover("backlogue.render.ledgers", "FORMAT")}
    assert sorted(plugs) == sorted(FORMATS)
    book = ledger(plan)
    assert book.trials[1].came_from == ()
    assert book.trials[0].came_from == ("A-1",)
    values = json.loads(plugs["json"].write(book))
    assert values["version"] == 1
    assert values["experiments"][1]["value"] == 0.8
    rows = list(csv.DictReader(io.StringIO(plugs["csv"].write(book))))
    # A spreadsheet must not take what was learned for a formula.
    assert [(row["id"], row["learning"]) for row in rows] == [("A-2", ""), ("A-1", "'=No gain")]
    markdown = plugs["markdown"].write(book)
    assert markdown.count("\n| A&#45;") == 2
    assert "invalidated" in plugs["text"].write(book)
    # Fixed is its threshold, and nothing that was broken.
    assert "A-2  threshold fixed  " in plugs["text"].write(book)
    assert "threshold fixed" in markdown


def test_a_ledger_without_experiments_says_so() -> None:
    book = ledger(plan_of())
    for plug in discover("backlogue.render.ledgers", "FORMAT"):
        assert plug.value.write(book)
    assert summary(book) == "no experiment is written"
