"""Results as lm-eval writes them."""

import json
from pathlib import Path
from typing import Any

import pytest
from evidence.asked import Project

SAMPLE = json.loads((Path(__file__).parent / "samples/lm_eval.json").read_text())


def put(project: Project, **changes: Any) -> None:
    project.put("results.json", json.dumps({**SAMPLE, **changes}))


def test_value(project: Project) -> None:
    put(project)
    told = project.ask(lm_eval="results.json", task="support_faq", metric="acc")
    assert (told.reason, told.value) == ("ok", SAMPLE["results"]["support_faq"]["acc,none"])
    assert dict(told.checks)["samples"] == 3
    assert dict(told.checks)["stderr"] == SAMPLE["results"]["support_faq"]["acc_stderr,none"]
    assert told.at.startswith("2026-11-23T18:")
    assert told.dataset == ("json", "", "test")
    assert project.ask(lm_eval="results.json", metric="acc,none").value == told.value


def test_part_of_the_samples_is_no_evaluation(project: Project) -> None:
    put(project, config={**SAMPLE["config"], "limit": 2.0})
    told = project.ask(lm_eval="results.json", metric="acc")
    assert (told.reason, told.detail) == (
        "run-not-finished",
        "only a part of the samples was evaluated (--limit 2.0)",
    )


def test_filters(project: Project) -> None:
    results = {
        "gsm8k": {"exact_match,strict-match": 0.4, "exact_match,flexible-extract": 0.5, "ppl,none": float("inf")}
    }
    put(project, results=results, git_hash="3f1c2d4")
    told = project.ask(lm_eval="results.json", metric="exact_match")
    assert told.detail == "filter must say which of flexible-extract, strict-match"
    told = project.ask(lm_eval="results.json", metric="exact_match", filter="strict-match")
    assert (told.value, told.commit) == (0.4, "3f1c2d4")
    assert project.ask(lm_eval="results.json", metric="ppl").kind == "infinite"


def test_faults(project: Project) -> None:
    put(project, results={"a": {"acc,none": "N/A"}, "b": {"acc,none": 1}})
    assert project.ask(lm_eval="results.json", metric="acc").detail == "task must say which of 2 tasks"
    assert project.ask(lm_eval="results.json", metric="acc", task="c").reason == "metric-missing"
    assert project.ask(lm_eval="results.json", metric="f1", task="b").detail == "b has no f1,none, but acc"
    assert project.ask(lm_eval="results.json", task="b").reason == "bad-reference"
    assert project.ask(lm_eval="results.json", metric="acc", task="a").kind == "text"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"results": []}', '{"results": {"a": 1}}'])
def test_no_results(project: Project, text: str) -> None:
    project.put("results.json", text)
    assert project.ask(lm_eval="results.json", metric="acc").reason == "unparseable"
