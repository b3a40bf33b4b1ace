"""Entries of `.eval_results/*.yaml`."""

import pytest
from evidence.asked import Project

RESULTS = """- dataset: {id: acme/churn, task_id: default, split: test, revision: 5503434}
  value: 0.83
  date: "2026-07-16"
  source: {url: "https://example.org/run", name: Nightly}
- dataset: {id: acme/churn, task_id: hard, split: test}
  value: .nan
- dataset: {id: acme/faq, config: de}
  value: "20.0 ± 1.2"
"""
PATH = ".eval_results/all.yaml"


@pytest.fixture
def results(project: Project) -> Project:
    project.put(PATH, RESULTS)
    return project


def test_value(results: Project) -> None:
    told = results.ask(eval_results=PATH, dataset="acme/churn", task="default")
    assert (told.reason, told.value, told.at) == ("ok", 0.83, "2026-07-16T00:00:00Z")
    assert told.dataset == ("acme/churn", "5503434", "test")
    assert results.ask(eval_results=PATH, task="hard").kind == "nan"
    assert results.ask(eval_results=PATH, config="de").kind == "text"


def test_faults(results: Project) -> None:
    assert results.ask(eval_results=PATH).detail == "3 entries fit: add dataset, task or split"
    assert results.ask(eval_results=PATH, dataset="acme/other").reason == "metric-missing"
    assert results.ask(eval_results="none.yaml").reason == "file-missing"


@pytest.mark.parametrize("text", ["", "a: 1", "[1]", "- dataset: {id: a}", "[", "- value: {a: 1}"])
def test_no_results(project: Project, text: str) -> None:
    project.put(PATH, text)
    assert project.ask(eval_results=PATH).reason in ("unparseable", "bad-reference")


def test_single_entry_without_data(project: Project) -> None:
    project.put(PATH, "- {value: 1, dataset: x, date: soon}\n")
    told = project.ask(eval_results=PATH)
    assert (told.value, told.at, told.dataset) == (1, "", ("", "", ""))
