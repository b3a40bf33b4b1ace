"""Values of YAML files: YAML 1.2, not 1.1, and no growth by aliases."""

import pytest
from evidence.asked import Project


@pytest.mark.parametrize(
    ("written", "value", "kind"),
    [
        ("1e-3", 0.001, "finite"),
        ("010", 10.0, "finite"),
        ("no", "no", "text"),
        ("2026-07-16", "2026-07-16", "text"),
        (".nan", None, "nan"),
        ("-.inf", None, "infinite"),
        ("true", "true", "text"),
        ("'NaN'", None, "nan"),
        ("20.0 ± 1.2", "20.0 ± 1.2", "text"),
    ],
)
def test_value(project: Project, written: str, value: float | str | None, kind: str) -> None:
    project.write(params_yaml=f"train:\n  lr: {written}\n")
    told = project.ask(yaml="params.yaml", metric="train.lr")
    assert (told.reason, told.value, told.kind) == ("ok", value, kind)


def test_long_and_odd_text_is_shortened(project: Project) -> None:
    project.write(params_yaml='a: "' + "x" * 500 + '"\nb: "one\\ntwo\\e[31m"\n')
    assert len(str(project.ask(yaml="params.yaml", metric="a").value)) == 200
    assert project.ask(yaml="params.yaml", metric="b").value == "one two [31m"


def test_aliases(project: Project) -> None:
    project.write(params_yaml="base: &base {lr: 0.1}\nother: *base\n")
    assert project.ask(yaml="params.yaml", metric="other.lr").value == 0.1
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    project.write(bomb_yaml=f"a0: &a0 [x, x, x, x]\n{levels}")
    told = project.ask(yaml="bomb.yaml", metric="a0[0]")
    assert told.reason == "unparseable"
    assert "by its aliases" in told.detail


@pytest.mark.parametrize("text", ["a: [1", "a: b: c", "[" * 100_000, "a: *nowhere\n", "\x01"])
def test_no_yaml(project: Project, text: str) -> None:
    project.write(params_yaml=text)
    assert project.ask(yaml="params.yaml", metric="a").reason in ("unparseable", "metric-missing")
    assert project.ask(yaml="params.yaml", metric="a").value is None


def test_faults(project: Project) -> None:
    project.write(params_yaml="a: 1\n", empty_yaml="")
    assert project.ask(yaml="params.yaml").reason == "bad-reference"
    assert project.ask(yaml="empty.yaml", metric="a").reason == "metric-missing"
    assert project.ask(yaml="absent.yaml", metric="a").reason == "file-missing"


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("eval:\n  recall: 0.5\n  loss: 1\n  recall: 0.9\n", True),
        ("eval: {recall: 0.9, runs: [{recall: 1}, {recall: 1}], a: {recall: 1}, ? [k] : 1, recall: 0.5}\n", True),
        ("eval: {recall: 0.9, runs: [{recall: 1}, {recall: 1}], a: {recall: 1}, ? [k, k] : 1, b: recall}\n", False),
    ],
)
def test_of_two_values_none_is_evidence(project: Project, text: str, twice: bool) -> None:
    project.put("m.yaml", text)
    told = project.ask(yaml="m.yaml", metric="eval.recall")
    assert (told.reason, told.value) == (("unparseable", None) if twice else ("ok", 0.9))
    assert told.detail == ("m.yaml has the key recall twice" if twice else "")
