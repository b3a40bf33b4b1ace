"""Tags and merged commits of real repositories."""

from pathlib import Path

import pytest
from evidence.asked import Project
from repositories import GitFolder, make_repository


@pytest.fixture
def repository(tmp_path: Path) -> GitFolder:
    """main with a tag and a merged branch; a branch that is not merged, with a tag of its own."""
    repository = make_repository(tmp_path / "work")
    repository.commit({"a.txt": "1"})
    repository.git("tag", "-a", "v1.0.0", "-m", "One")
    repository.branch("merged")
    repository.commit({"b.txt": "1"})
    repository.checkout("main")
    repository.merge("merged")
    repository.branch("open")
    repository.commit({"c.txt": "1"})
    repository.git("tag", "v2.0.0-rc1")
    repository.checkout("main")
    return repository


def test_tag(repository: GitFolder) -> None:
    project = Project(repository.root)
    commit = repository.git("rev-parse", "v1.0.0^{commit}")
    told = project.ask(git="v1.0.0")
    assert (told.reason, told.value, told.commit, told.state) == ("ok", commit, commit, "tag")
    assert told.at == "2026-07-07T08:00:00Z"
    assert project.ask(git="v1.0.0", into="main").state == "tag, merged"
    assert project.ask(git="v2.0.0-rc1").reason == "ok"
    told = project.ask(git="v2.0.0-rc1", into="main")
    assert told.reason == "run-not-finished"
    assert told.detail.endswith("is not merged into main")


def test_commit_and_branch(repository: GitFolder) -> None:
    project = Project(repository.root)
    commit = repository.git("rev-parse", "merged")
    for name in (commit, commit[:10], "merged"):
        assert (project.ask(git=name).value, project.ask(git=name).state) == (commit, "merged")
    told = project.ask(git="open")
    assert (told.reason, told.value) == ("run-not-finished", None)
    assert "is not merged into the main branch" in told.detail
    assert project.ask(git="open", into="open").reason == "ok"
    assert project.ask(git="merged", into="nowhere").reason == "bad-reference"


@pytest.mark.parametrize("name", ["v9", "--help", "-1", "a..b", "HEAD:a.txt", "a b", "x\ny", "$(id)"])
def test_no_such_revision(repository: GitFolder, name: str) -> None:
    assert Project(repository.root).ask(git=name).reason == "run-missing"


def test_clones(repository: GitFolder, tmp_path: Path) -> None:
    full, shallow = tmp_path / "full", tmp_path / "shallow"
    repository.git("clone", "--quiet", str(repository.root), str(full))
    GitFolder(full).git("checkout", "--quiet", "--detach", "HEAD")
    GitFolder(full).git("branch", "-D", "main")
    assert Project(full).ask(git="merged").state == "merged"  # as origin/merged
    repository.git("clone", "--quiet", "--depth=1", "--no-tags", f"file://{repository.root}", str(shallow))
    for name in ("v1.0.0", "merged"):
        told = Project(shallow).ask(git=name)
        assert told.reason == "data-missing"
        assert "shallow" in told.detail


def test_no_repository(project: Project) -> None:
    assert project.ask(git="v1").reason == "not-configured"
