"""Results as Great Expectations writes them."""

import json
from pathlib import Path
from typing import Any

import pytest
from evidence.asked import Project

SAMPLES = Path(__file__).parent / "samples"
VALIDATION = json.loads((SAMPLES / "great_expectations_validation.json").read_text())


def test_validation(project: Project) -> None:
    project.put("gx.json", json.dumps(VALIDATION))
    told = project.ask(great_expectations="gx.json")
    assert (told.reason, told.value) == ("ok", 3)
    assert dict(told.checks) == {"tests": 4, "failures": 2, "errors": 1}  # one looks at a column that is not there
    assert told.dataset.name == "sessions"
    assert told.dataset.digest == VALIDATION["meta"]["batch_markers"]["pandas_data_fingerprint"]
    assert told.at[:10] == "2026-11-23"
    assert project.ask(great_expectations="gx.json", suite="sessions", metric="success_percent").value == 25
    assert project.ask(great_expectations="gx.json", metric="evaluated").value == 4
    assert project.ask(great_expectations="gx.json", suite="others").reason == "metric-missing"


def test_checkpoint(project: Project) -> None:
    project.put("gx.json", (SAMPLES / "great_expectations_checkpoint.json").read_bytes())
    told = project.ask(great_expectations="gx.json")
    assert (told.value, dict(told.checks)["tests"]) == (3, 4)


def test_checkpoint_before_1_0(project: Project) -> None:
    project.put(
        "gx.json",
        json.dumps({"run_results": {"a": {"validation_result": VALIDATION}, "b": {"validation_result": VALIDATION}}}),
    )
    told = project.ask(great_expectations="gx.json")
    assert (told.value, told.dataset.name) == (6, "")


def statistics(success: bool, evaluated: Any, unmet: Any) -> str:
    counts = {"evaluated_expectations": evaluated, "unsuccessful_expectations": unmet}
    return json.dumps({"success": success, "statistics": counts})


def test_what_proves_nothing(project: Project) -> None:
    project.put("gx.json", statistics(True, 0, 0))
    assert project.ask(great_expectations="gx.json").detail == "no expectation was evaluated"
    project.put("gx.json", statistics(False, 3, 0))
    assert project.ask(great_expectations="gx.json").reason == "run-failed"
    project.put("gx.json", statistics(True, 3, 0))
    assert project.ask(great_expectations="gx.json").value == 0
    project.put("gx.json", statistics(True, "3", None))
    assert project.ask(great_expectations="gx.json").reason == "unparseable"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"statistics": 1}', '{"run_results": {"a": 1}}', '{"validation_results": []}']
)
def test_no_result(project: Project, text: str) -> None:
    project.put("gx.json", text)
    assert project.ask(great_expectations="gx.json").reason == "unparseable"
