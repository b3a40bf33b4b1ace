"""Values of JSON files by path expressions."""

import pytest
from evidence.asked import Project

METRICS = """{"eval": {"recall": 0.83, "folds": [{"name": "a", "recall": 0.8}, {"name": "b", "recall": 0.9}]},
 "eval.recall": 0.5, "acc,none": 0.25, "epochs": 12, "best": null, "label": "champion", "ok": true, "quoted": "0.82",
 "nan": NaN, "inf": Infinity, "low": -Infinity, "disguised": 1.7976931348623157e308, "huge": 1e999, "words": "-inf"}"""


@pytest.fixture
def metrics(project: Project) -> Project:
    project.write(metrics_json=METRICS)
    return project


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("eval.folds[0].recall", 0.8),
        ("eval.folds[-1].recall", 0.9),
        ("eval.folds[name=b].recall", 0.9),
        ("eval['recall']", 0.83),
        ('["acc,none"]', 0.25),
        ("acc,none", 0.25),
        ("eval.recall", 0.5),  # a key written so comes first
        ("epochs", 12.0),
        ("ok", "true"),
        ("label", "champion"),
        ("quoted", "0.82"),
    ],
)
def test_value(metrics: Project, metric: str, value: float | str) -> None:
    told = metrics.ask(json="metrics.json", metric=metric)
    assert (told.reason, told.value) == ("ok", value)
    assert told.kind == ("text" if isinstance(value, str) else "finite")
    assert told.where == "metrics.json"
    assert len(told.digest) == 64


@pytest.mark.parametrize(
    ("metric", "kind"),
    [("nan", "nan"), ("inf", "infinite"), ("low", "infinite"), ("disguised", "infinite"), ("huge", "infinite")],
)
def test_kinds_without_a_value(metrics: Project, metric: str, kind: str) -> None:
    told = metrics.ask(json="metrics.json", metric=metric)
    assert (told.value, told.kind) == (None, kind)
    assert metrics.ask(json="metrics.json", metric="words").kind == "infinite"


def test_whole_number_beyond_floats_is_infinite(project: Project) -> None:
    project.write(metrics_json='{"n": 1' + "0" * 400 + "}")
    assert project.ask(json="metrics.json", metric="n").kind == "infinite"


@pytest.mark.parametrize(
    ("metric", "reason", "words"),
    [
        ("eval.recal", "metric-missing", "did you mean recall?"),
        ("best", "metric-missing", "best is empty"),
        ("eval", "bad-reference", "group of values"),
        ("eval.folds[7]", "metric-missing", "2 entries and none at 7"),
        ("eval.folds[name=z].recall", "metric-missing", "no entry of eval.folds has name = z"),
        ("label.x", "metric-missing", "label is a value and has no x"),
        ("eval[0]", "metric-missing", "eval is a map"),
        ("epochs[name=b]", "metric-missing", "no entries to choose from"),
        ("eval.folds[", "bad-reference", "from character 11"),
        (".eval", "bad-reference", "from character 1"),
        ("", "bad-reference", "metric must be a text"),
    ],
)
def test_faults(metrics: Project, metric: str, reason: str, words: str) -> None:
    told = metrics.ask(json="metrics.json", metric=metric)
    assert told.reason == reason
    assert words in told.detail
    assert told.value is None


def test_no_metric_at_all(metrics: Project) -> None:
    assert "metric must say which value" in metrics.ask(json="metrics.json").detail


def test_two_entries_that_fit(project: Project) -> None:
    project.write(runs_json='[{"n": 1, "v": 1}, {"n": 1, "v": 2}]')
    assert project.ask(json="runs.json", metric="[n=1].v").reason == "bad-reference"


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a": 1} x', "\udcff".encode("utf-8", "surrogatepass")])
def test_no_json(project: Project, text: str | bytes) -> None:
    project.write(metrics_json=text)
    assert project.ask(json="metrics.json", metric="a").reason == "unparseable"


def test_byte_order_mark(project: Project) -> None:
    project.write(metrics_json=b'\xef\xbb\xbf{"a": 1}')
    assert project.ask(json="metrics.json", metric="a").value == 1


def test_of_two_values_none_is_evidence(project: Project) -> None:
    project.put("m.json", '{"eval": {"recall": 0.5, "loss": 1, "recall": 0.9}}')
    told = project.ask(json="m.json", metric="eval.recall", at_least=0.8)
    assert (told.reason, told.detail, told.value) == ("unparseable", "m.json has the key recall twice", None)
