"""Files are read inside the project only, and none that may keep secrets."""

from pathlib import Path

import pytest
from evidence.asked import Project
from repositories import make_repository

from backlogue.evidence import content


def ask(project: Project, path: str) -> tuple[str, str]:
    told = project.ask(json=path, metric="secret")
    assert told.value is None
    assert "hunter2" not in repr(told)
    return told.reason, told.detail


def test_links_that_lead_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text('{"secret": "hunter2"}')
    project = Project(tmp_path / "project")
    project.put("reports/here.txt", "")
    (project.root / "reports/link.json").symlink_to(outside)
    (project.root / "away").symlink_to(tmp_path)
    (project.root / "loop").symlink_to("loop")
    assert ask(project, "reports/link.json")[0] == "not-allowed"
    assert ask(project, "away/outside.json")[0] == "not-allowed"
    assert ask(project, "../outside.json")[0] == "not-allowed"
    assert ask(project, "reports/../../outside.json")[0] == "not-allowed"
    assert ask(project, str(outside))[0] == "bad-reference"
    assert ask(project, "~/outside.json")[0] == "bad-reference"
    assert ask(project, "C:\\outside.json")[0] == "bad-reference"
    assert ask(project, "loop")[0] in ("bad-reference", "file-missing")
    assert ask(project, "a\0b")[0] == "bad-reference"
    assert ask(project, "x" * 5000)[0] in ("bad-reference", "file-missing", "unparseable")


def test_link_inside(project: Project) -> None:
    project.put("real.json", '{"a": 1}')
    (project.root / "link.json").symlink_to("real.json")
    assert project.ask(json="link.json", metric="a").value == 1


@pytest.mark.parametrize("path", [".git/config", ".env", "sub/.env", ".netrc", ".dvc/config.local", "sub/.git/config"])
def test_secrets_stay(project: Project, path: str) -> None:
    project.put(path, '{"secret": "hunter2"}')
    assert ask(project, path)[0] == "not-allowed"
    (project.root / "innocent.json").symlink_to(path)
    assert ask(project, "innocent.json")[0] == "not-allowed"


def test_absent_folder_and_kept_by_dvc(project: Project) -> None:
    project.put("data/metrics.json.dvc", "outs: []\n")
    assert ask(project, "data/metrics.json")[0] == "data-missing"
    assert ask(project, "data/other.json")[0] == "file-missing"
    assert ask(project, "data/metrics.json.dvc/x")[0] == "file-missing"
    assert ask(project, "data")[0] == "bad-reference"


def test_size(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MOST_BYTES", 2048)
    project.put("metrics.json", '{"secret": 1}' + " " * 4096)
    assert ask(project, "metrics.json") == ("unparseable", "metrics.json is larger than 2 KB")


def test_time_of_the_last_commit(tmp_path: Path) -> None:
    repository = make_repository(tmp_path)
    repository.commit({"metrics.json": '{"a": 1}'})
    project = Project(tmp_path)
    assert project.ask(json="metrics.json", metric="a").at == "2026-07-07T08:00:00Z"
    project.put("metrics.json", '{"a": 2}')
    assert project.ask(json="metrics.json", metric="a").at == ""
    project.put("other.json", '{"a": 2}')
    assert project.ask(json="other.json", metric="a").at == ""
