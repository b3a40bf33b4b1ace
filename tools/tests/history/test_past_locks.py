"""What locks of evidence said over time, against real repositories."""

from pathlib import Path

import pytest
from repositories import DAY, START, GitFolder, item, make_repository

from backlogue.world.past_locks import past_locks
from backlogue.world.repository import Repository

LOCK = "backlog/A-1.evidence.json"


@pytest.fixture
def git(tmp_path: Path) -> GitFolder:
    return make_repository(tmp_path / "project")


def told(git: GitFolder, *wanted: str, below: str = "") -> list[tuple[int, str]]:
    """The day, counted from the first commit, and the text of each version."""
    found = past_locks(Repository(git.root / below), git.head, wanted or (LOCK,))
    return [((one.at - START) // DAY, one.data.decode()) for one in found]


def test_each_version_and_when_it_came_oldest_first(git: GitFolder) -> None:
    git.commit({"backlog/A-1-first.md": item("A-1"), LOCK: "one", "backlog/B-1.evidence.json": "other"})
    git.commit({"backlog/A-1-first.md": item("A-1", status="done")})
    git.commit({LOCK: "two"})
    assert told(git) == [(1, "one"), (3, "two")]


def test_a_branch_counts_when_the_main_line_has_it(git: GitFolder) -> None:
    git.commit({LOCK: "one"})
    git.branch("work")
    git.commit({LOCK: "two"})
    git.commit({LOCK: "three"})
    git.checkout("main")
    git.commit({"README.md": "Words"})
    git.merge("work")
    assert told(git) == [(1, "one"), (5, "three")]


def test_a_lock_that_went_and_one_that_moved(git: GitFolder) -> None:
    moved = "backlog/deep/A-1.evidence.json"
    git.commit({LOCK: "one"})
    git.commit({LOCK: None, moved: "one"})
    git.commit({moved: "two"})
    assert told(git) == [(1, "one")]
    assert told(git, LOCK, moved) == [(1, "one"), (2, "one"), (3, "two")]


@pytest.mark.parametrize("below", ["plan", "od[d]*"])
def test_a_project_below_the_top_of_a_repository(git: GitFolder, below: str) -> None:
    git.commit({f"{below}/{LOCK}": "one", LOCK: "another project's"})
    assert told(git, below=below) == [(1, "one")]
