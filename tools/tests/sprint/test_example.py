"""The whole life of a sprint on a copy of the worked example: check stays as clean as it was before."""

import shutil
from pathlib import Path

import pytest
from repositories import GitFolder, make_repository
from sprint.sprint_project import checked, run

EXAMPLE = Path(__file__).parents[3]


@pytest.fixture
def example(tmp_path: Path) -> GitFolder:
    repository = make_repository(tmp_path / "example")
    repository.git("config", "user.name", "Alice")
    repository.git("config", "user.email", "alice@example.org")
    for name in ("backlog", "sprints"):
        shutil.copytree(EXAMPLE / name, repository.root / name)
    shutil.copy(EXAMPLE / "backlogue.yaml", repository.root)
    repository.now = 1_795_168_800  # 2026-11-20 10:00 UTC
    repository.git("add", "--all")
    repository.record()
    return repository


def test_change_carry_and_close(example: GitFolder) -> None:
    day, last = "2026-11-23", "2026-12-04"
    steps = [
        (day, "change", "churn-2026-11b", "--remove", "CHURN-27", "--reason", "The lawyers are not ready"),
        (day, "change", "churn-2026-11b", "--add", "CHURN-27", "--reason", "They are after all"),
        (last, "close", "churn-2026-11b", "--goal-met", "no", "--back", "CHURN-27"),
        (last, "close", "fraud-2026-11b", "--goal-met", "yes"),
        (last, "close", "growth-2026-11b", "--goal-met", "yes"),
    ]
    for today, *words in steps:
        before = checked(example, "--severity", "warning", today=today)
        assert run(example, *words, "--commit", today=today).return_value == 0, words
        after = checked(example, "--severity", "warning", today=today)
        assert len(after.stdout.splitlines()) <= len(before.stdout.splitlines()), after.stdout
        assert checked(example, "--base", "HEAD~1", today=today).return_value == 0
    assert example.git("status", "--porcelain") == ""


def test_nothing_written_uncommitted_is_held_against_it(example: GitFolder) -> None:
    """Before the commit, check judges by the day of HEAD, which is long before the sprint's end."""
    assert run(example, "close", "churn-2026-11b", "--goal-met", "no", today="2026-12-07").return_value == 0
    assert checked(example, "--base", "HEAD", today="2026-11-20").return_value == 0
