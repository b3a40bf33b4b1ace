"""A password that stands in a file is complained of, and never printed by the complaint."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from repositories import item

from backlogue.cli import group
from backlogue.cli.check import FORMATS

ADDRESS = "https://ann:hunter2@mlflow.example.org"


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_of_a_check_prints_a_password(tmp_path: Path, form: str) -> None:
    (tmp_path / "backlogue.yaml").write_text("name: Test\n", encoding="utf-8")
    (tmp_path / "backlog").mkdir()
    evidence = f'{{recall: {{mlflow: item, tracking_uri: "{ADDRESS}", at_leest: 1}}}}'
    (tmp_path / "backlog/A-1.md").write_text(item("A-1", evidence=evidence), encoding="utf-8")
    told = CliRunner().invoke(group, ["check", "--project", str(tmp_path), "--format", form])
    assert "SHP103" in told.output
    assert "hunter2" not in told.output
    if form == "text":
        assert f"https://{'*' * len('ann:hunter2')}@mlflow" in told.output
