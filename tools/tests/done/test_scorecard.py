"""Scorecards: two ways of scoring, thresholds a stage, and evidence that counts where it may."""

import json
from datetime import date

import pytest

from backlogue.base.observation import DataSet, Observation
from backlogue.done.scorecard import Line, band, by_section, lowest, score, share
from backlogue.done.standing import cards_of, standing
from backlogue.model.definition import STAGES, Measure, Scorecard
from backlogue.model.lock import Locked, write_lock
from backlogue.pipeline import read_plan
from backlogue.views.scorecard import Row
from backlogue.world.texts import Texts

DAY = date(2026, 7, 20)


def line(stand: str, weight: float = 1, section: str = "all", machine: bool = False, must: bool = False) -> Line:
    measure = Measure(text="x", weight=weight, section=section, must_have=must)
    return Line("m", measure, None, None, stand, machine)  # type: ignore[arg-type]


def test_share_is_of_the_weights_asked_and_not_waived() -> None:
    lines = (line("met", 3), line("missed", 1), line("unknown", 2), line("waived", 10))
    assert share(lines) == pytest.approx(0.5)
    assert share((line("waived"),)) == 1
    assert share(()) == 1
    assert share((line("missed", 0),)) == 1


def test_ml_test_score_is_the_minimum_of_the_sections() -> None:
    # Half a point for each test that a person does and writes down, one for each that runs by itself.
    lines = (
        *(line("met", section="data", machine=True) for _ in range(3)),
        *(line("met", section="model") for _ in range(3)),
        line("met", section="infra", machine=True), line("met", section="infra"), line("unknown", section="infra"),
        *(line("met", section="monitor", machine=True) for _ in range(7)),
    )  # fmt: skip
    assert by_section(lines) == {"data": 3, "model": 1.5, "infra": 1.5, "monitor": 7}
    assert lowest(by_section(lines)) == 1.5
    assert lowest({}) == 0
    # A section in which nothing is done decides alone; a waiver gives no points.
    assert lowest(by_section((*lines, line("waived", section="fairness")))) == 0


def test_bands_include_their_upper_end() -> None:
    words = [band(points) for points in (0, 0.5, 1, 1.5, 2, 3, 3.5, 5, 5.5, 7)]
    assert words[0] != words[1] == words[2] != words[3] == words[4] != words[5] != words[6] == words[7] != words[8]
    assert words[8] == words[9]


def test_a_must_have_stops_a_stage_whatever_the_score() -> None:
    card = Scorecard.model_validate({"least": {"canary": 0.5}, "measures": {"m": {"text": "x"}}})
    assert score("c", card, "canary", (line("met", 9), line("missed", 1))).passed
    assert not score("c", card, "canary", (line("met", 9), line("missed", 1, must=True))).passed
    assert score("c", card, "canary", (line("met", 9), line("waived", 1, must=True))).passed
    assert not score("c", card, "production", (line("met", 9), line("missed", 1))).passed


CONFIG = """scorecards:
  release:
    for: "label = model"
    measures:
      recall: {text: Recall, section: accuracy, target: {at_least: 0.8}, thresholds: {production: {at_least: 0.85}}}
      latency: {text: p95, section: operational, thresholds: {canary: {at_most: 100}, production: {at_most: 80}}}
      runbook: {text: Runbook, check: person, stages: [production]}
      drill: {text: Drill, check: person, stages: [production], from: 2026-08-01}
"""


def scores(evidence: dict[str, object], seen: dict[str, Observation]) -> dict[str, list[tuple[str, str, float | None]]]:
    """Each measure's stand and value at each stage."""
    front = "\n".join(
        ["---", "id: A-1", "type: story", "title: T", "status: todo", "labels: [model]",
         f"evidence: {json.dumps(evidence)}", "---", ""]
    )  # fmt: skip
    locked = {name: Locked(evidence[name], one, DAY) for name, one in seen.items()}  # type: ignore[arg-type]
    texts = {"backlogue.yaml": CONFIG, "backlog/A-1.md": front, "backlog/A-1.evidence.json": write_lock("A-1", locked)}
    plan = read_plan(Texts(texts), lambda _zone: DAY).plan
    (item,) = plan.items
    ((name, card),) = cards_of(plan, item)
    found = {stage: standing(plan, item, name, card, stage) for stage in STAGES}
    return {stage: [(one.name, one.stand, one.value) for one in told.lines] for stage, told in found.items()}


def test_each_stage_asks_for_its_own_threshold() -> None:
    found = scores(
        {"recall": {"mlflow": "r1"}, "latency": {"json": "l.json"}, "runbook": {"by": "bob", "on": "2026-07-03"}},
        {"recall": Observation(0.82, "finite"), "latency": Observation(90.0, "finite")},
    )
    assert found["offline"] == [("recall", "met", 0.82)]
    assert found["canary"] == [("recall", "met", 0.82), ("latency", "met", 90.0)]
    assert found["production"] == [("recall", "missed", 0.82), ("latency", "missed", 90.0), ("runbook", "met", None)]


def test_evidence_of_a_stage_counts_for_that_stage_only() -> None:
    found = scores({"latency.canary": {"json": "l.json"}}, {"latency.canary": Observation(70.0, "finite")})
    assert ("latency", "met", 70.0) in found["canary"]
    assert ("latency", "unknown", None) in found["production"]


@pytest.mark.parametrize(
    ("entry", "seen", "stand"),
    [
        ({"mlflow": "r1"}, Observation(None, "nan"), "missed"),
        ({"mlflow": "r1"}, Observation(None, "infinite"), "missed"),
        ({"mlflow": "r1"}, Observation(reason="run-deleted"), "missed"),
        ({"mlflow": "r1"}, Observation(reason="unreachable"), "unknown"),
        ({"mlflow": "r1"}, Observation("0.9", "text"), "unknown"),
        ({"by": "bob", "on": "2026-07-03", "value": 0.9}, None, "unknown"),
        ({"mlflow": "r1", "at_least": 0.95}, Observation(0.9, "finite"), "met"),
    ],
)
def test_only_a_finite_value_from_a_source_meets_a_threshold(
    entry: dict[str, object], seen: Observation | None, stand: str
) -> None:
    asked = {key: value for key, value in entry.items() if key != "at_least"}
    evidence = json.dumps({"recall": entry})
    front = f"---\nid: A-1\ntype: story\ntitle: T\nstatus: todo\nlabels: [model]\nevidence: {evidence}\n---\n"
    locked = {} if seen is None else {"recall": Locked(asked, seen, DAY)}
    texts = {"backlogue.yaml": CONFIG, "backlog/A-1.md": front, "backlog/A-1.evidence.json": write_lock("A-1", locked)}
    plan = read_plan(Texts(texts), lambda _zone: DAY).plan
    ((name, card),) = cards_of(plan, plan.items[0])
    assert standing(plan, plan.items[0], name, card, "offline").lines[0].stand == stand


@pytest.mark.parametrize(
    ("entry", "wanted", "seen", "line"),
    [
        (
            {"data": "sessions"},
            DataSet(),
            Observation(0.9, "finite"),
            ("unknown", "the source does not say that it is of sessions"),
        ),
        (
            {"data": "sessions"},
            DataSet(),
            Observation(0.9, "finite", dataset=DataSet("clicks")),
            ("missed", "it is of clicks, not of sessions"),
        ),
        ({"data": "sessions"}, DataSet(), Observation(0.9, "finite", dataset=DataSet("sessions")), ("met", "")),
        (
            {"split": "test"},
            DataSet(),
            Observation(0.9, "finite", dataset=DataSet(split="train")),
            ("missed", "it is of the train split, not of test"),
        ),
        (
            {"data": "sessions"},
            DataSet("", "b" * 32),
            Observation(0.9, "finite", dataset=DataSet("sessions", "a" * 32)),
            ("missed", "it is of another version of sessions"),
        ),
        ({}, DataSet(), Observation(0.9, "finite", checks=(("failures", 2), ("tests", 9))), ("missed", "2 failures")),
    ],
)
def test_a_measure_is_judged_as_a_criterion_is(
    entry: dict[str, object], wanted: DataSet, seen: Observation, line: tuple[str, str]
) -> None:
    """Data set, split and counts of tests hold for a scorecard too, whatever its thresholds say."""
    written = {"json": "r.json", "at_least": 0.99, **entry}
    locked = Locked({key: one for key, one in written.items() if key != "at_least"}, seen, DAY, {}, wanted)
    proofs = json.dumps({"recall": written})
    front = f"---\nid: A-1\ntype: story\ntitle: T\nstatus: todo\nlabels: [model]\nevidence: {proofs}\n---\n"
    lock = write_lock("A-1", {"recall": locked})
    texts = {"backlogue.yaml": CONFIG, "backlog/A-1.md": front, "backlog/A-1.evidence.json": lock}
    plan = read_plan(Texts(texts), lambda _zone: DAY).plan
    ((name, card),) = cards_of(plan, plan.items[0])
    found = standing(plan, plan.items[0], name, card, "offline").lines[0]
    assert (found.stand, found.why) == line


@pytest.mark.parametrize(
    ("waiver", "line"),
    [
        ({"reason": "No traffic", "until": "2026-07-20"}, ("waived", "No traffic")),
        ({"reason": "No traffic", "until": "2026-07-19"}, ("unknown", "its waiver is over")),
        ({"reason": " "}, ("unknown", "it is waived without a reason")),
    ],
)
def test_a_waiver_that_does_not_hold_says_so(waiver: dict[str, str], line: tuple[str, str]) -> None:
    waivers = json.dumps({"recall": {"by": "bob", "on": "2026-07-03", **waiver}})
    front = f"---\nid: A-1\ntype: story\ntitle: T\nstatus: todo\nlabels: [model]\nwaivers: {waivers}\n---\n"
    plan = read_plan(Texts({"backlogue.yaml": CONFIG, "backlog/A-1.md": front}), lambda _zone: DAY).plan
    ((name, card),) = cards_of(plan, plan.items[0])
    found = standing(plan, plan.items[0], name, card, "offline").lines[0]
    assert (found.stand, found.why) == line


def test_a_value_is_told_in_few_digits_and_on_its_side_of_the_threshold() -> None:
    row = Row("recall", "Recall", "", 1, True, "at least 0.82", (0.82, None), "%", (), ())
    assert row.told(0.6597938144329897) == "0.659794 %"
    assert row.told(0.8199999999) == "0.8199999999 %"
    assert row.told(None) == ""
