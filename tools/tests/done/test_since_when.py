"""Since when an item is done where no sprint and no signature tells: git decides whether a new rule counts."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from repositories import GitFolder, item, make_repository

from backlogue.cli import group

PATH = "backlog/A-1.md"
RULE = """
done:
  all: {for: "type = story", criteria: {reviewed: {text: Reviewed, from: 2026-07-09}}}
scorecards:
  launch:
    for: "type = story"
    stages: [ready]
    measures: {latency: {text: Latency, unit: ms, check: metric, at_most: {ready: 100}, from: 2026-07-09, must: true}}
"""


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitFolder:
    """Done on 7 July 2026; the rule, which counts from the 9th on, came on the 8th."""
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(tmp_path / "cache"))
    made = make_repository(tmp_path / "project")
    made.commit({"backlogue.yaml": "name: Test\n", PATH: item("A-1", status="done")})
    made.commit({"backlogue.yaml": f"name: Test\n{RULE}"})
    return made


def said(root: Path, *arguments: str) -> str:
    words = ["check", "--project", str(root), "--today", "2026-08-01", "--select", "DON102", *arguments]
    done = CliRunner().invoke(group, words, standalone_mode=False)
    assert done.exception is None, done.exception
    return done.stdout


def test_a_new_rule_does_not_break_finished_work(git: GitFolder) -> None:
    assert "DON102" not in said(git.root)
    assert "DON102" not in said(git.root), "the verdict that was kept"
    git.commit({PATH: None, "backlog/B-1.md": item("B-1", status="done", formerly="[A-1]")})
    assert "DON102" not in said(git.root)


def test_what_was_taken_up_again_is_finished_anew(git: GitFolder) -> None:
    git.commit({PATH: item("A-1", status="in-progress")})
    git.commit({PATH: item("A-1", status="done")})
    assert "A-1 is done, and reviewed is neither met nor waived" in said(git.root)
    assert "DON102" not in said(git.root, "--at", "HEAD~2")


def test_what_git_has_not_seen_done_counts_today(git: GitFolder) -> None:
    git.write({"backlog/A-2.md": item("A-2", status="done")})
    assert "A-2 is done, and reviewed is neither met nor waived" in said(git.root)
    git.commit({}, "Take it in")
    assert "A-2" in said(git.root)


def test_a_shallow_clone_says_what_it_cannot_know(git: GitFolder, tmp_path: Path) -> None:
    git.commit({"backlogue.yaml": f"name: Small\n{RULE}"})
    git.git("clone", "--quiet", "--depth=1", f"file://{git.root}", str(tmp_path / "shallow"))
    shallow = GitFolder(tmp_path / "shallow")
    assert "if it was finished before the rule, git fetch --unshallow shows it" in said(shallow.root)
    shallow.git("fetch", "--quiet", "--unshallow")
    assert "DON102" not in said(shallow.root)


def test_a_measure_of_a_later_day_is_not_asked_of_finished_work(git: GitFolder) -> None:
    words = ["scorecard", "A-1", "--project", str(git.root), "--today", "2026-08-01"]
    assert "latency (weight" not in CliRunner().invoke(group, words).output
    git.commit({PATH: item("A-1", status="in-progress")})
    assert "latency (weight" in CliRunner().invoke(group, words).output
