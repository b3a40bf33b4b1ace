"""`doctor`, on real repositories: whole, shallow, without commits, without git, with a broken configuration."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backlogue.cli import group
from backlogue.evidence import registry
from backlogue.world.git_environment import CLEAN


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def doctor(folder: Path, *options: str) -> Result:
    words = ["doctor", "--project", str(folder), *options]
    return CliRunner().invoke(group, words, catch_exceptions=False, standalone_mode=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    CliRunner().invoke(group, ["init", str(folder), "--ci", "github"], catch_exceptions=False, standalone_mode=False)
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "Plan")
    return folder


def test_a_new_project_is_healthy(project: Path) -> None:
    result = doctor(project)
    assert result.return_value == 0
    assert "fault" not in result.output
    for line in ("history: complete", "backlogue.yaml: valid", "plan: 12 files, no errors", "schemas: current"):
        assert f"ok     {line}" in result.output
    assert "workflows: .github/workflows/backlogue-check.yml" in result.output
    assert "note   commit hook" in result.output


def test_a_shallow_clone_is_a_fault_with_its_way_out(project: Path, tmp_path: Path) -> None:
    git(project, "commit", "--allow-empty", "-m", "Second")
    git(tmp_path, "clone", "--depth", "1", project.as_uri(), "shallow")
    result = doctor(tmp_path / "shallow")
    assert result.return_value == 1
    assert "fault  history: the clone is shallow" in result.output
    assert "git fetch --unshallow" in result.output


def test_a_repository_of_another_user_is_told_from_none(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CLEAN, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = doctor(project)
    assert result.return_value == 1
    assert "fault  repository: git does not read this repository, which belongs to another user" in result.output
    assert f"git config --global --add safe.directory '{project}'" in result.output
    assert "git init" not in result.output


def test_a_broken_configuration_is_a_fault(project: Path) -> None:
    (project / "backlogue.yaml").write_text("teams: [not, a, map]\n")
    result = doctor(project)
    assert result.return_value == 1
    assert "fault  backlogue.yaml: has 1 error\n" in result.output


def test_a_schema_that_was_edited_is_a_fault(project: Path) -> None:
    schema = next((project / "schemas").glob("*.schema.json"))
    schema.write_text("{}\n")
    result = doctor(project)
    assert result.return_value == 1
    assert f"fault  schemas: not current: schemas/{schema.name}" in result.output


def test_an_empty_folder_has_every_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(group, ["doctor"], catch_exceptions=False, standalone_mode=False)
    assert result.return_value == 1
    for way_out in ("→ git init", "→ backlogue init", "→ add the hook backlogue-check to pre-commit"):
        assert way_out in result.output


def test_a_hook_is_seen(project: Path) -> None:
    (project / ".pre-commit-config.yaml").write_text("repos: [{repo: x/backlogue, hooks: [{id: backlogue-check}]}]\n")
    assert "ok     commit hook: .pre-commit-config.yaml" in doctor(project).output


def test_fix_sets_the_merge_driver_up_once_and_keeps_another(project: Path) -> None:
    seen = "ok     merge: plan files merge key by key in this clone"
    assert seen not in doctor(project).output
    assert seen in doctor(project, "--fix").output
    assert "now merge" not in doctor(project, "--fix").output
    git(project, "config", "merge.backlogue.driver", "ours %O %A %B")
    doctor(project, "--fix")
    kept = subprocess.run(["git", "config", "merge.backlogue.driver"], cwd=project, capture_output=True, check=True)
    assert kept.stdout == b"ours %O %A %B\n"


def test_init_in_a_clone_sets_the_merge_driver_up(tmp_path: Path) -> None:
    git(tmp_path, "init")
    words = ["init", str(tmp_path)]
    told = CliRunner().invoke(group, words, catch_exceptions=False, standalone_mode=False)
    assert "merge key by key" in told.output
    assert "ok     merge: plan files merge key by key in this clone" in doctor(tmp_path).output


def test_a_plan_below_the_repository_sees_the_workflows_at_its_top(project: Path) -> None:
    inner = project / "inner"
    CliRunner().invoke(group, ["init", str(inner), "--ci", "none"], catch_exceptions=False, standalone_mode=False)
    output = doctor(inner).output
    assert f"project: {inner}" in output
    assert "ok     workflows: .github/workflows/backlogue-check.yml" in output


@pytest.fixture
def broken_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installed plug-in whose module is not there, as an installer leaves it."""
    about = tmp_path / "site" / "acme-1.0.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0.0\n")
    (about / "entry_points.txt").write_text(f"[{registry.GROUP}]\nacme = acme_gone:SOURCE\n")
    monkeypatch.syspath_prepend(str(about.parent))
    registry.registry.cache_clear()
    yield
    registry.registry.cache_clear()


@pytest.mark.usefixtures("broken_source")
def test_a_source_of_evidence_that_cannot_be_used_is_told(project: Path) -> None:
    result = doctor(project)
    assert result.return_value == 0
    assert (
        "note   sources of evidence: the plug-in acme_gone:SOURCE for the source acme cannot be loaded" in result.output
    )
    words = ["evidence", "collect", "--project", str(project)]
    asked = CliRunner().invoke(group, words, catch_exceptions=False, standalone_mode=False)
    assert "note    the plug-in acme_gone:SOURCE for the source acme cannot be loaded" in asked.output
