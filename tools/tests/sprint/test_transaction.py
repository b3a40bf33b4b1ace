"""Files change all or none, whatever happens; a commit holds only what the command changed."""

import errno
import os
from pathlib import Path

import pytest
from repositories import GitFolder
from sprint.sprint_project import project, run, story, text

from backlogue.world.together import replace_all
from backlogue.world.write import Refused


@pytest.fixture
def app(tmp_path: Path) -> GitFolder:
    return project(tmp_path / "app", story(1), story(2), story(3, points="estimate: {data: 2}"))


def hook(app: GitFolder, script: str) -> None:
    place = app.root / ".git" / "hooks" / "pre-commit"
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)


def test_a_dry_run_shows_the_difference_and_writes_nothing(app: GitFolder) -> None:
    shown = run(app, "plan", "app-2", "--take", "--dry-run", "--commit")
    assert shown.return_value == 0
    assert "+sprint: app-2" in shown.stdout.splitlines()
    assert app.git("status", "--porcelain") == ""
    assert app.git("rev-list", "--count", "HEAD") == "1"


def test_the_commit_holds_these_files_and_leaves_what_else_is_staged(app: GitFolder) -> None:
    app.write({"notes.txt": "mine"})
    app.git("add", "notes.txt")
    assert run(app, "plan", "app-2", "APP-1", "--commit", "-m", "Ours").return_value == 0
    assert app.git("show", "--name-only", "--format=%s %an").split("\n") == ["Ours Ann", "", "backlog/APP-1-x.md"]
    assert app.git("status", "--porcelain") == "A  notes.txt"


def test_a_commit_that_no_branch_has_is_told(app: GitFolder) -> None:
    app.git("checkout", "--quiet", "--detach")
    done = run(app, "plan", "app-2", "--take", "--commit")
    assert done.return_value == 0
    commit = app.git("rev-parse", "--short", "HEAD")
    assert f"No branch is checked out, so none has this commit: git branch NAME {commit}" in done.stderr


def test_a_hook_runs_and_when_it_refuses_every_file_is_as_it_was(app: GitFolder) -> None:
    hook(app, "echo not on a Friday >&2; exit 1")
    refused = run(app, "plan", "app-2", "--take", "--commit")
    assert refused.return_value == 1
    assert "not on a Friday" in refused.stderr
    assert "Every file is as it was" in refused.stderr
    assert app.git("status", "--porcelain") == ""
    hook(app, "exit 0")
    assert run(app, "plan", "app-2", "--take", "--commit").return_value == 0


def test_what_a_hook_changed_is_nobodys_to_undo(app: GitFolder) -> None:
    hook(app, "echo more >> backlog/APP-1-x.md; exit 1")
    refused = run(app, "plan", "app-2", "APP-1", "APP-3", "--commit")
    assert "a hook changed them" in refused.stderr
    assert text(app, "backlog/APP-1-x.md").endswith("more\n")
    assert "sprint: app-2" in text(app, "backlog/APP-3-x.md")


@pytest.mark.parametrize("staged", [True, False])
def test_a_commit_never_takes_other_peoples_edits_along(app: GitFolder, staged: bool) -> None:
    app.write({"backlog/APP-1-x.md": story(1) + "A note of mine.\n"})
    if staged:
        app.git("add", "--all")
    refused = run(app, "plan", "app-2", "--take", "--commit")
    assert refused.return_value == 1
    assert "backlog/APP-1-x.md: changed and not committed" in refused.stderr
    assert "sprint" not in text(app, "backlog/APP-3-x.md")
    assert run(app, "plan", "app-2", "--take").return_value == 0


def test_a_new_file_cannot_be_committed_with_only(app: GitFolder) -> None:
    app.write({"backlog/APP-5-x.md": story(5, points="points: 1")})
    assert "APP-5-x.md: changed and not committed" in run(app, "plan", "app-2", "APP-5", "--commit").stderr


@pytest.mark.parametrize(
    ("sign", "word"), [("MERGE_HEAD", "merge"), ("rebase-merge/done", "rebase"), ("CHERRY_PICK_HEAD", "cherry-pick")]
)
def test_nothing_is_written_in_the_middle_of_a_merge(app: GitFolder, sign: str, word: str) -> None:
    place = app.root / ".git" / sign
    place.parent.mkdir(exist_ok=True)
    place.write_text(app.head + "\n")
    refused = run(app, "plan", "app-2", "--take")
    assert refused.return_value == 1
    assert f"in the middle of a {word}" in refused.stderr
    assert "sprint" not in text(app, "backlog/APP-1-x.md")


def test_without_git_files_are_written_and_a_commit_is_refused(app: GitFolder) -> None:
    (app.root / ".git").rename(app.root / "was-git")
    assert "--commit needs a git repository" in run(app, "plan", "app-2", "--take", "--commit").stderr
    assert run(app, "plan", "app-2", "--take").return_value == 0
    assert "sprint: app-2" in text(app, "backlog/APP-1-x.md")


def test_a_project_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    whole = project(tmp_path / "whole", story(1))
    inner = GitFolder(whole.root / "plan [1]")
    inner.root.mkdir()
    for name in ("backlog", "sprints", "backlogue.yaml"):
        whole.git("mv", name, "plan [1]/")
    whole.record()
    assert run(inner, "plan", "app-2", "--take", "--commit").return_value == 0
    assert whole.git("show", "--name-only", "--format=").strip() == "plan [1]/backlog/APP-1-x.md"


def no_link(source: Path, target: Path) -> None:
    raise OSError(errno.EPERM, "Operation not permitted", str(target))


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_failing_disk_leaves_every_file_as_it_was(
    app: GitFolder, monkeypatch: pytest.MonkeyPatch, fails_at: int, links: bool
) -> None:
    swap, calls = os.replace, []

    def failing(source: str | Path, target: str | Path) -> None:
        calls.append(target)
        if len(calls) == fails_at:
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        swap(source, target)

    changes = {
        f"backlog/APP-{number}-x.md": (text(app, f"backlog/APP-{number}-x.md").encode(), b"new") for number in (1, 2, 3)
    }
    monkeypatch.setattr(os, "replace", failing)
    if not links:
        monkeypatch.setattr(os, "link", no_link)
    with pytest.raises(OSError, match="No space left"):
        replace_all(app.root, changes)
    monkeypatch.undo()
    assert app.git("status", "--porcelain", "--ignored") == ""
    replace_all(app.root, changes)
    assert {text(app, path) for path in changes} == {"new"}
    assert [name for name in os.listdir(app.root / "backlog") if name.startswith(".")] == []


def test_a_file_changed_meanwhile_a_link_and_a_path_outside_are_refused(app: GitFolder) -> None:
    good = ("backlog/APP-1-x.md", (story(1).encode(), b"new"))
    (app.root / "backlog" / "link.md").symlink_to("APP-2-x.md")
    for path in ("backlog/APP-2-x.md", "backlog/link.md", "../outside.md"):
        with pytest.raises(Refused):
            replace_all(app.root, dict([good, (path, (b"other", b"new"))]))
        assert text(app, "backlog/APP-1-x.md") == story(1)
