"""The command: whole or not at all, never over what exists, with the way out said."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backlogue.cli.import_ import COMMAND, FORMATS
from backlogue.exchange import KINDS, importers
from backlogue.world import whole

JIRA = """Summary,Issue key,Status,Status Category,Assignee
Serve,CHURN-1,To Do,To Do,Ana Gil
Train,CHURN-2,Done,Done,Bo Ek
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(COMMAND, list(arguments), standalone_mode=False)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "jira.csv"
    path.write_text(JIRA, encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_formats_are_those_of_the_registry() -> None:
    assert tuple(importers()) == FORMATS


def test_import_twice_gives_the_same(export: Path, tmp_path: Path) -> None:
    into = tmp_path / "plan"
    result = run("jira", str(export), "--into", str(into))
    assert result.return_value == 0 and "3 files written" in result.output, result.output
    before = files(into)
    assert sorted(before) == ["backlog/churn/CHURN-1-serve.md", "backlog/churn/CHURN-2-train.md", "backlogue.yaml"]
    result = run("jira", str(export), "--into", str(into))
    assert result.return_value == 0 and "0 files written" in result.output
    assert files(into) == before


def test_nothing_is_overwritten_and_nothing_half_written(export: Path, tmp_path: Path) -> None:
    into = tmp_path / "plan"
    (into / "backlog/churn").mkdir(parents=True)
    (into / "backlog/churn/CHURN-2-train.md").write_text("mine", encoding="utf-8")
    result = run("jira", str(export), "--into", str(into))
    assert result.return_value == 1 and "IMP110" in result.output and "Nothing was written" in result.output
    assert files(into) == {"backlog/churn/CHURN-2-train.md": "mine"}


def test_an_id_that_stands_under_another_name_is_a_conflict(export: Path, tmp_path: Path) -> None:
    into = tmp_path / "plan"
    run("jira", str(export), "--into", str(into))
    old = into / "backlog/churn/CHURN-1-serve.md"
    old.rename(into / "backlog/CHURN-1-older-title.md")
    result = run("jira", str(export), "--into", str(into))
    assert (
        result.return_value == 1
        and "backlog/CHURN-1-older-title.md:1:1: error IMP110 is CHURN-1 already" in result.output
    )


def test_dry_run_writes_nothing(export: Path, tmp_path: Path) -> None:
    result = run("jira", str(export), "--into", str(tmp_path / "plan"), "--dry-run")
    assert result.return_value == 0 and "3 files would be written" in result.output
    assert not (tmp_path / "plan").exists()


def test_a_wrong_mapping_is_shown_in_its_place(export: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "map.yaml"
    mapping.write_text("statuses:\n  Doing: in-progress\ncolums: {}\ncolumns: {X: titel}\n", encoding="utf-8")
    result = run("jira", str(export), "--into", str(tmp_path / "plan"), "--mapping", str(mapping))
    assert result.return_value == 1 and not (tmp_path / "plan").exists()
    assert "map.yaml:3:1: error IMP108 unknown key colums" in result.output and "did you mean columns?" in result.output
    assert "map.yaml:4:14: error IMP108 columns.X: 'titel' is no field; did you mean title?" in result.output


def test_a_broken_mapping_and_a_broken_project_are_findings(export: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "map.yaml"
    mapping.write_text("a: [", encoding="utf-8")
    assert run("jira", str(export), "--into", str(tmp_path / "p"), "--mapping", str(mapping)).return_value == 1
    (tmp_path / "q").mkdir()
    (tmp_path / "q/backlogue.yaml").write_text("teams: {", encoding="utf-8")
    result = run("jira", str(export), "--into", str(tmp_path / "q"))
    assert result.return_value == 1 and "SRC105" in result.output


@pytest.mark.parametrize("wrong", [("--prefix", "a-b"), ("--date-format", "dd/mm")])
def test_wrong_options(export: Path, tmp_path: Path, wrong: tuple[str, str]) -> None:
    result = run("jira", str(export), "--into", str(tmp_path / "plan"), *wrong)
    assert result.exception is not None and wrong[1] in str(result.exception)


def test_a_folder_that_leads_outside_is_not_written_to(export: Path, tmp_path: Path) -> None:
    into, outside = tmp_path / "plan", tmp_path / "outside"
    into.mkdir()
    outside.mkdir()
    (into / "backlog").symlink_to(outside)
    result = run("jira", str(export), "--into", str(into))
    assert result.exception is not None and "leads out" in str(result.exception)
    assert files(outside) == {} and not (into / "backlogue.yaml").exists()


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[Path] = []
    link = os.link

    def failing(source: Path, target: Path) -> None:
        if len(placed) == 2:
            raise FileExistsError(target)
        link(source, target)
        placed.append(target)

    monkeypatch.setattr(os, "link", failing)
    with pytest.raises(FileExistsError):
        whole.write_whole(tmp_path / "plan", {"a/1": "x", "a/2": "y", "b/3": "z"})
    assert len(placed) == 2 and list((tmp_path / "plan").iterdir()) == []


def test_every_kind_of_finding_is_on_the_page() -> None:
    page = Path(__file__).parents[3] / "site/docs/how-to/import.md"
    text = page.read_text(encoding="utf-8")
    assert [code for code in KINDS if code not in text] == []
