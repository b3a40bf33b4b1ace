"""`scorecard`: items side by side, by stage, in every format; the exit code says whether a stage is passed."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from repositories import make_repository

from backlogue.base import discover
from backlogue.cli import group
from backlogue.cli.scorecard import FORMATS

CONFIG = """scorecards:
  release:
    for: "label = model"
    stages: [shadow, live]
    least: {shadow: 0.5}
    measures:
      recall: {text: Recall, section: accuracy, check: person, weight: 3, must_have: true, target: {at_least: 0.8}}
      latency:
        text: "95th | percentile"
        section: operational
        check: person
        unit: ms
        thresholds: {live: {at_most: 80}}
"""


def model(number: int, recall: float, latency: float) -> str:
    keys = (f"id: A-{number}", "type: story", "title: Model", "status: todo", "labels: [model]", "evidence:")
    proofs = (f"  recall: {{by: bob, on: 2026-07-03, value: {recall}}}",
              f"  latency: {{by: bob, on: 2026-07-03, value: {latency}}}")  # fmt: skip
    return "\n".join(["---", *keys, *proofs, "---", ""])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    texts = {
        "backlogue.yaml": CONFIG,
        "backlog/A-1-model.md": model(1, 0.83, 120),
        "backlog/A-2-model.md": model(2, 0.81, 60),
    }
    other = "---\nid: A-3\ntype: story\ntitle: T\nstatus: todo\n---\n"
    repository = make_repository(tmp_path)
    repository.commit({**texts, "backlog/A-3-t.md": other})
    return repository.root


def run(root: Path, *words: str) -> Result:
    arguments = ["scorecard", "--project", str(root), *words]
    return CliRunner().invoke(group, arguments, catch_exceptions=False, standalone_mode=False)


def test_a_trade_off_stands_in_one_table(root: Path) -> None:
    (table,) = run(root, "A-1", "A-2", "--stage", "live", "--format", "markdown").stdout.split("\n\n## ")
    row = next(line for line in table.splitlines() if "percentile" in line)
    assert "missed, 120 is not at most 80" in row.replace("&#44;", ",").replace("&#46;", ".")
    assert "met, 60 ms" in row
    assert row.count("|") == 6


@pytest.mark.parametrize(("words", "code"), [(("--stage", "shadow"), 0), (("--stage", "live"), 1), ((), 0)])
def test_the_exit_code_answers_for_one_stage(root: Path, words: tuple[str, ...], code: int) -> None:
    assert run(root, *words).return_value == code


def test_json_has_the_scores(root: Path) -> None:
    (card,) = json.loads(run(root, "--format", "json").stdout)["cards"]
    live = card["stages"][1]
    assert [(total["item"], total["score"], total["passed"]) for total in live["totals"]] == [
        ("A-1", 0.75, False), ("A-2", 1.0, True)
    ]  # fmt: skip


def test_csv_has_a_line_for_each_figure(root: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(root, "--format", "csv").stdout)))
    assert len(rows) == 6
    assert {row["item"] for row in rows} == {"A-1", "A-2"}


def test_text_says_who_passes(root: Path) -> None:
    said = run(root, "--stage", "live").stdout
    assert "A-1 does not pass: 75 %, at least 100 % asked" in said
    assert "A-2 passes: 100 %, at least 100 % asked" in said


def test_an_item_without_a_scorecard_says_so(root: Path) -> None:
    assert run(root, "A-3").stdout == "No scorecard applies.\n"


@pytest.mark.parametrize(
    ("words", "hint"), [(("--card", "relase"), "Did you mean release?"), (("--stage", "lives"), "Did you mean live?")]
)
def test_a_wrong_name_is_answered_with_the_right_one(root: Path, words: tuple[str, ...], hint: str) -> None:
    refused = CliRunner().invoke(group, ["scorecard", "--project", str(root), *words])
    assert hint in refused.output


def test_every_format_is_a_plug() -> None:
    assert sorted(plug.value.name for plug in discover("backlogue.render.scorecards", "FORMAT")) == sorted(FORMATS)


def test_a_unit_without_a_threshold_asks_for_nothing_and_stands_behind_the_value(root: Path) -> None:
    measures = "      size: {text: Size, section: operational, check: person, unit: MB}\n"
    (root / "backlogue.yaml").write_text(CONFIG + measures)
    path = root / "backlog/A-1-model.md"
    path.write_text(path.read_text().replace("  recall:", "  size: {by: bob, on: 2026-07-03, value: 12}\n  recall:"))
    words = ("A-1", "A-2", "--stage", "live", "--format")
    (card,) = json.loads(run(root, *words, "json").stdout)["cards"]
    size = next(one for one in card["stages"][0]["rows"] if one["name"] == "size")
    assert (size["threshold"], size["unit"]) == ("", "MB")
    assert [(cell["stand"], cell["value"]) for cell in size["cells"]] == [("met", 12.0), ("unknown", None)]
    lines = run(root, *words, "text").stdout.splitlines()
    at = lines.index("  size (weight 1)")
    assert lines[at + 1] == "    A-1: met, 12 MB"
    assert lines[at + 2].startswith("    A-2: unknown, ")
    assert "MB" not in lines[at + 2]
    assert "| Size | 1 |  | met, 12 MB | unknown, " in run(root, *words, "markdown").stdout
    rows = csv.DictReader(io.StringIO(run(root, *words, "csv").stdout))
    assert [(row["threshold"], row["unit"]) for row in rows if row["measure"] == "size"] == [("", "MB")] * 2
