"""Model cards as huggingface_hub writes them, and as people do."""

from pathlib import Path

import pytest
from evidence.asked import Project

CARD = Path(__file__).parent / "samples/model_card.md"


@pytest.fixture
def card(project: Project) -> Project:
    project.put("models/README.md", CARD.read_bytes())
    return project


def test_value_with_its_data(card: Project) -> None:
    told = card.ask(huggingface="models/README.md", metric="recall", split="test")
    assert (told.reason, told.value) == ("ok", 0.83)
    assert told.dataset == ("acme/churn", "5503434ddd753f426f4b38109466949a1217c2bb", "test")
    assert card.ask(huggingface="models/README.md", metric="recall", split="train", dataset="Churn").value == 0.91


def test_values_that_no_threshold_takes(card: Project) -> None:
    text = card.ask(huggingface="models/README.md", metric="accuracy")
    assert (text.value, text.kind) == ("20.0 ± 1.2", "text")
    assert card.ask(huggingface="models/README.md", metric="loss").kind == "nan"


@pytest.mark.parametrize(
    ("options", "reason", "words"),
    [
        ({"metric": "recall"}, "bad-reference", "2 results have the metric recall: add dataset, split or task"),
        ({"metric": "f1"}, "metric-missing", "no result of the card"),
        ({"metric": "recall", "task": "translation"}, "metric-missing", "no result of the card"),
        ({}, "bad-reference", "metric must say"),
    ],
)
def test_faults(card: Project, options: dict[str, str], reason: str, words: str) -> None:
    told = card.ask(huggingface="models/README.md", **options)
    assert told.reason == reason
    assert words in told.detail


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# No front matter", "unparseable"),
        ("---\na: [\n---\n", "unparseable"),
        ("---\nlicense: mit\n---\n", "metric-missing"),
        ("---\nmodel-index: 1\n---\n", "unparseable"),
        ("---\nmodel-index: [{name: a}]\n---\n", "unparseable"),
        ("---\nmodel-index: [{results: [{task: x, metrics: []}]}]\n---\n", "unparseable"),
        ("---\nmodel-index: []\n---\n", "metric-missing"),
    ],
)
def test_odd_cards(project: Project, text: str, reason: str) -> None:
    project.put("README.md", text)
    assert project.ask(huggingface="README.md", metric="recall").reason == reason


def test_bare_result(project: Project) -> None:
    project.put("README.md", "---\r\nmodel-index: [{results: [{metrics: [{type: wer, value: 1}]}]}]\r\n---\r\n")
    assert project.ask(huggingface="README.md", metric="wer").value == 1
