"""Verdicts: only a finite value that meets its threshold on the right data passes; each fault has its own reason."""

from datetime import date
from math import inf, nan
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlogue.base.observation import DataSet, Observation, Reason, number
from backlogue.done.drift import drifts
from backlogue.done.judge import Verdict, asked, judge
from backlogue.done.threshold import rounded
from backlogue.model.lock import Lock, Locked, read_lock, write_lock

DAY = date(2026, 7, 3)
ENTRY = {"mlflow": "models:/churn@champion", "metric": "recall", "at_least": 0.82}


NONE = DataSet()


def on(entry: dict[str, Any], seen: Observation, check: str = "metric", wanted: DataSet = NONE) -> Verdict:
    return judge(check, entry, Locked(asked(entry), seen, DAY, wanted=wanted))


def value(given: float, **more: Any) -> Observation:
    return Observation(*number(given), **more)


@pytest.mark.parametrize("given", [nan, inf, -inf, 1.797e308, -1.7976931348623157e308])
@pytest.mark.parametrize("bound", [{"at_least": 0.82}, {"at_most": 1e308}, {"equals": 0.82}, {}])
@pytest.mark.parametrize("check", ["metric", "tests", "run", "dataset", "file", "own"])
def test_what_is_not_finite_never_passes(given: float, bound: dict[str, float], check: str) -> None:
    verdict = on({"mlflow": "1", **bound}, value(given), check)
    assert (verdict.mark, verdict.reason) == ("fail", "not-finite")


@pytest.mark.parametrize("reason", [one for one in get_args(Reason) if one != "ok"])
@pytest.mark.parametrize("seen", [Observation(), value(0.9), Observation("FINISHED", "text")])
def test_a_reason_never_passes_and_keeps_its_name(reason: Reason, seen: Observation) -> None:
    verdict = on(ENTRY, seen._replace(reason=reason, detail="in these words"))
    assert verdict.mark != "pass"
    assert verdict.reason == reason
    assert "in these words" in verdict.words


@pytest.mark.parametrize(
    ("reason", "mark"),
    [
        ("unreachable", "error"),
        ("unauthorised", "error"),
        ("not-allowed", "error"),
        ("data-missing", "unknown"),
        ("run-not-finished", "unknown"),
        ("run-deleted", "fail"),
        ("run-failed", "fail"),
        ("metric-missing", "fail"),
    ],
)
def test_whose_fault_it_is(reason: Reason, mark: str) -> None:
    assert on(ENTRY, Observation(reason=reason)).mark == mark


@pytest.mark.parametrize(
    ("bound", "given", "mark", "words"),
    [
        ({"at_least": 0.82}, 0.82, "pass", "0.82 is at least 0.82"),
        ({"at_least": 0.82}, 0.8199999999, "fail", "0.8199999999 is not at least 0.82"),
        ({"at_most": 200}, 200.0, "pass", "200 is at most 200"),
        ({"at_most": 200}, 201.0, "fail", "201 is not at most 200"),
        ({"at_least": 0.1, "at_most": 0.2}, 0.3, "fail", "0.3 is not at most 0.2"),
        ({"equals": 0}, 0.0, "pass", "0 is equal to 0"),
        ({"equals": 0}, 1.0, "fail", "1 is not equal to 0"),
        ({"at_least": "0.82"}, 0.9, "error", "at_least must be a number, not '0.82'"),
        ({}, 0.9, "unknown", "the entry names no threshold: write at_least, at_most or equals"),
    ],
)
def test_thresholds(bound: dict[str, Any], given: float, mark: str, words: str) -> None:
    verdict = on({"json": "eval.json", **bound}, value(given))
    assert (verdict.mark, verdict.words) == (mark, words)


@given(st.floats(allow_nan=True, allow_infinity=True), st.floats(-1e6, 1e6))
def test_a_pass_means_that_the_value_is_there_and_as_large(given: float, least: float) -> None:
    if on({"json": "x", "at_least": least}, value(given)).mark == "pass":
        assert given >= least
        assert given == given
        assert abs(given) < 1.79e308


@pytest.mark.parametrize(
    ("counts", "mark"),
    [
        ({"tests": 3.0, "failures": 0.0, "errors": 0.0, "skipped": 1.0}, "pass"),
        ({"tests": 3.0, "failures": 1.0, "errors": 0.0, "skipped": 0.0}, "fail"),
        ({"tests": 3.0, "failures": 0.0, "errors": 2.0, "skipped": 0.0}, "fail"),
        ({"tests": 3.0, "failures": 0.0, "errors": 0.0, "skipped": 3.0}, "unknown"),
        ({"tests": 0.0}, "unknown"),
        ({}, "unknown"),
        ({"failures": 2.0}, "fail"),
    ],
)
def test_tests(counts: dict[str, float], mark: str) -> None:
    assert on({"junit": "r.xml"}, value(0.0, checks=tuple(counts.items())), "tests").mark == mark


A_TEXT = "the value is the text 'true'"


@pytest.mark.parametrize(
    ("bound", "given", "mark", "words"),
    [
        ({"equals": True}, "true", "pass", "true is equal to true"),
        ({"equals": "true"}, "true", "pass", "true is equal to true"),
        ({"equals": False}, "true", "fail", "true is not equal to false"),
        ({"equals": True}, 1.0, "fail", "1 is not equal to true"),
        ({"at_most": 1}, "true", "error", f"{A_TEXT}, which only equals is compared with, not at_most"),
    ],
)
def test_yes_and_no_are_no_numbers(bound: dict[str, Any], given: float | str, mark: str, words: str) -> None:
    seen = Observation(given, "text") if isinstance(given, str) else value(given)
    verdict = on({"json": "eval.json", **bound}, seen)
    assert (verdict.mark, verdict.words) == (mark, words)


def test_a_text_meets_no_bound_though_it_looks_like_a_number() -> None:
    """MLflow keeps parameters as texts."""
    words = "the value is the text '5', which only equals is compared with, not at_least"
    five = Observation("5", "text")
    verdict = on({"mlflow": "item", "param": "folds", "at_least": 5}, five)
    assert (verdict.mark, verdict.words) == ("error", words)
    assert on({"mlflow": "item", "param": "folds", "equals": 5}, five).mark == "pass"


def test_what_a_source_says_of_its_faults_is_told() -> None:
    seen = value(1.0, checks=(("failures", 1.0),), detail="Contacts is missing")
    assert on({"document": "runbook.md"}, seen, "file").words == "1 failure: Contacts is missing"


def test_a_data_set_is_told_by_its_version() -> None:
    seen = Observation("FINISHED", "text", dataset=DataSet("sessions", "8efdf038"))
    assert on({"mlflow": "item"}, seen, "dataset").words == "version 8efdf038"
    assert on({"mlflow": "item"}, seen, "run").words == "FINISHED"


def test_findings_of_a_scanner_may_stay_below_a_threshold() -> None:
    seen = value(2.0, checks=(("failures", 2.0), ("warning", 2.0)))
    assert on({"sarif": "r.sarif", "at_most": 5}, seen, "tests").mark == "pass"
    assert on({"sarif": "r.sarif", "at_most": 1}, seen, "tests").mark == "fail"


@pytest.mark.parametrize(
    ("entry", "seen", "wanted", "mark"),
    [
        ({"data": "sessions"}, DataSet("sessions", "8c1f"), DataSet("sessions"), "pass"),
        ({"data": "sessions"}, DataSet("clicks", "8c1f"), DataSet("sessions"), "fail"),
        ({"data": "sessions"}, DataSet(), DataSet("sessions"), "unknown"),
        ({"data": "8c1f"}, DataSet("sessions", "8c1f"), DataSet("8c1f"), "pass"),
        ({"data": "d/sessions.csv.dvc"}, DataSet("any", "a" * 32), DataSet("sessions.csv", "a" * 32), "pass"),
        ({"data": "d/sessions.csv.dvc"}, DataSet("sessions.csv", "b" * 32), DataSet("sessions.csv", "a" * 32), "fail"),
        ({"data": "d/sessions.csv.dvc"}, DataSet("sessions", "8c1f"), DataSet("sessions.csv", "a" * 32), "pass"),
        ({"split": "test"}, DataSet("s", "1", "test"), DataSet(), "pass"),
        ({"split": "test"}, DataSet("s", "1", "train"), DataSet(), "fail"),
        ({"split": "test"}, DataSet("s", "1"), DataSet(), "unknown"),
    ],
)
def test_data(entry: dict[str, str], seen: DataSet, wanted: DataSet, mark: str) -> None:
    assert on({**ENTRY, **entry}, value(0.9, dataset=seen), wanted=wanted).mark == mark


def test_what_is_asked_must_be_what_was_collected() -> None:
    locked = Locked(asked(ENTRY), value(0.9), DAY)
    assert judge("metric", {**ENTRY, "at_least": 0.95}, locked).reason == "below"
    assert judge("metric", {**ENTRY, "metric": "precision"}, locked).reason == "not-collected"
    assert judge("metric", ENTRY, None).reason == "not-collected"
    best = {**ENTRY, "value": "best"}
    turned = {key: one for key, one in best.items() if key != "at_least"} | {"at_most": 0.82}
    assert judge("metric", turned, Locked(asked(best), value(0.9), DAY)).reason == "not-collected"


def test_an_entry_asks_the_same_once_it_was_written_to_a_lock() -> None:
    entry = {"junit": "r.xml", "covers": ["src", "tests"], "step": 3, "exact": True, "at_least": 0.5}
    read = read_lock(write_lock("A-1", {"c": Locked(asked(entry), value(0.9), DAY)}).encode())
    assert isinstance(read, Lock)
    assert judge("metric", entry, read.entries["c"]).mark == "pass"


def ways(was: Observation, now: Observation, changed: tuple[str, ...] = (), closed: bool = False) -> list[Any]:
    found = drifts(ENTRY, Locked(asked(ENTRY), was, DAY), now, changed, closed)
    return [(one.way, one.counts) for one in found]


def test_drift() -> None:
    was = value(0.83, digest="1", dataset=DataSet("s", "1"))
    assert ways(was, was) == []
    assert ways(was, was._replace(digest="2")) == [("answer-moved", False)]
    assert ways(was, was._replace(value=0.84, digest="2")) == [("value-changed", True)]
    assert ways(was, Observation(reason="run-deleted")) == [("gone", True)]
    assert ways(was, Observation(reason="unreachable")) == [("not-verified", True)]
    assert ways(was, was._replace(dataset=DataSet("s", "2"))) == [("data-moved", True)]
    assert ways(was, was, ("src/score.py",)) == [("outdated", True)]
    assert ways(was, was, ("src/score.py",), closed=True) == [("outdated", False)]
    assert [one.way for one in drifts(ENTRY, None, was, (), False)] == ["not-collected"]


def test_another_run_of_the_same_value_is_told_by_its_place() -> None:
    """An alias such as `champion` moves on; that its new run is as good does not make it the old one."""
    was, now = value(0.83, digest="1", where="mlflow.db#a"), value(0.83, digest="2", where="mlflow.db#b")
    (found,) = drifts(ENTRY, Locked(asked(ENTRY), was, DAY), now, (), False)
    assert found == ("answer-moved", "the same value, in another answer, now at mlflow.db#b", False)


def test_what_is_there_now_is_told_by_its_value() -> None:
    found = drifts(ENTRY, Locked(asked(ENTRY), Observation(reason="run-missing"), DAY), value(0.84), (), False)
    assert [(one.way, one.words) for one in found] == [("value-changed", "was run-missing, is 0.84")]


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_a_rounded_value_stays_on_its_side_of_a_threshold(given: float, bound: float) -> None:
    told = float(rounded(given, bound))
    assert (told > bound, told < bound) == (given > bound, given < bound)
    assert told == pytest.approx(given, rel=1e-5, abs=1e-300)


def test_a_value_is_told_in_six_digits_unless_more_decide() -> None:
    assert rounded(0.6597938144329897) == "0.659794"
    assert rounded(0.6597938144329897, 0.65) == "0.659794"
    assert rounded(0.8199999999, 0.82) == "0.8199999999"
    assert rounded(1200000.0) == "1200000"
    verdict = on({"json": "eval.json", "at_least": 0.65}, value(0.6597938144329897))
    assert verdict.words == "0.659794 is at least 0.65"
