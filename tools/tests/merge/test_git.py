"""The driver inside git: merge, rebase and cherry-pick of the same two changes give the same bytes."""

import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from repositories import GitFolder, make_repository

from backlogue.cli import group
from backlogue.pipeline import compile_project
from backlogue.world.driver import set_up_driver
from backlogue.world.files import Folder

PATH = "backlog/CHURN-12-serve.md"
BASE = """---
id: CHURN-12
type: story
# agreed with marketing
title: Serve the score
status: todo
owner: alice  # until July
labels: [api, debt]
points: 3
---
As an analyst I want a score.

## Acceptance criteria
- [ ] Shown within a second
- [ ] Unknown customers get an answer
- [ ] Logged
"""
OURS = (
    BASE.replace("status: todo", "status: in-progress")
    .replace("labels: [api, debt]", "labels: [api, debt, ours]")
    .replace("- [ ] Shown", "- [x] Shown")
    .replace("- [ ] Logged\n", "- [ ] Logged\n- [ ] Asked for by us\n")
)
THEIRS = (
    BASE.replace("owner: alice", "owner: bob")
    .replace("labels: [api, debt]", "labels: [api, theirs]")
    .replace("- [ ] Unknown", "- [x] Unknown")
    .replace("- [ ] Logged\n", "- [ ] Logged\n- [ ] Asked for by them\n")
)
MERGED = """---
id: CHURN-12
type: story
# agreed with marketing
title: Serve the score
status: in-progress
owner: bob  # until July
labels: [api, theirs, ours]
points: 3
---
As an analyst I want a score.

## Acceptance criteria
- [x] Shown within a second
- [x] Unknown customers get an answer
- [ ] Logged
- [ ] Asked for by us
- [ ] Asked for by them
"""


@pytest.fixture
def repository(tmp_path: Path) -> GitFolder:
    made = make_repository(tmp_path / "plan")
    assert set_up_driver(made.root)
    made.commit({".gitattributes": "* -text\nbacklog/**/*.md merge=backlogue\n", PATH: BASE})
    return made


def diverge(repository: GitFolder, ours: str | None, theirs: str | None, path: str = PATH) -> None:
    """`main` and `side`, each a commit behind what both share; main is checked out."""
    repository.branch("side")
    repository.commit({path: theirs})
    repository.checkout("main")
    repository.commit({path: ours})


def by_merge(repository: GitFolder) -> None:
    repository.git("merge", "--quiet", "--no-edit", "side", check=False)


def by_rebase(repository: GitFolder) -> None:
    repository.git("rebase", "--quiet", "side", check=False)


def by_rebase_of_the_other(repository: GitFolder) -> None:
    repository.git("rebase", "--quiet", "main", "side", check=False)


def by_cherry_pick(repository: GitFolder) -> None:
    repository.git("cherry-pick", "side", check=False)


def by_revert(repository: GitFolder) -> None:
    """Take the other side's commit in and out again."""
    repository.git("cherry-pick", "side")
    repository.git("revert", "--no-edit", "HEAD")


WAYS = [by_merge, by_rebase, by_rebase_of_the_other, by_cherry_pick]


@pytest.mark.parametrize("way", WAYS)
def test_two_people_change_one_story(repository: GitFolder, way: Callable[[GitFolder], None]) -> None:
    diverge(repository, OURS, THEIRS)
    way(repository)
    text = (repository.root / PATH).read_text()
    assert text == MERGED
    assert repository.git("status", "--porcelain") == ""


def test_every_way_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = set()
    for way in WAYS:
        made = make_repository(tmp_path / way.__name__)
        set_up_driver(made.root)
        made.commit({".gitattributes": "backlog/**/*.md merge=backlogue\n", PATH: BASE})
        diverge(made, OURS, THEIRS)
        way(made)
        texts.add((made.root / PATH).read_bytes())
    assert len(texts) == 1


def test_what_was_taken_in_can_be_taken_out(repository: GitFolder) -> None:
    diverge(repository, OURS, THEIRS)
    by_revert(repository)
    assert sorted((repository.root / PATH).read_text().splitlines()) == sorted(OURS.splitlines())


def test_a_true_conflict_marks_one_key_and_check_names_it(repository: GitFolder) -> None:
    diverge(repository, OURS.replace("points: 3", "points: 5"), THEIRS.replace("points: 3", "points: 8"))
    by_merge(repository)
    text = (repository.root / PATH).read_text()
    assert "<<<<<<< ours: points\npoints: 5\n=======\npoints: 8\n>>>>>>> theirs: points\n" in text
    assert text.count("<<<<<<<") == 1
    assert "owner: bob" in text and "status: in-progress" in text
    assert repository.git("status", "--porcelain") == f"UU {PATH}"
    found = compile_project(Folder(repository.root), lambda _zone: date(2026, 7, 6)).diagnostics
    assert [(one.code, one.span.line, one.message) for one in found] == [
        ("SRC102", 9, "two values of points were left after a merge")
    ]


def test_a_file_that_both_sides_added(repository: GitFolder) -> None:
    new = "backlog/CHURN-13-new.md"
    one = BASE.replace("CHURN-12", "CHURN-13").replace("points: 3\n", "points: 3\nrank: a\n")
    two = BASE.replace("CHURN-12", "CHURN-13").replace("points: 3\n", "points: 5\ndue: 2026-08-01\n")
    diverge(repository, one, two, new)
    by_merge(repository)
    text = (repository.root / new).read_text()
    assert "<<<<<<< ours: points\npoints: 3\n=======\npoints: 5\n>>>>>>> theirs: points\n" in text
    assert text.count("<<<<<<<") == 1
    assert "rank: a\n" in text and "due: 2026-08-01\n" in text


def test_a_file_that_is_no_plan_file_merges_as_text(repository: GitFolder) -> None:
    broken = BASE.replace("points: 3", "points: [3")
    repository.commit({PATH: broken})
    diverge(repository, broken.replace("status: todo", "status: done"), broken.replace("- [ ] Logged", "- [x] Logged"))
    by_merge(repository)
    text = (repository.root / PATH).read_text()
    assert text == broken.replace("status: todo", "status: done").replace("- [ ] Logged", "- [x] Logged")


def test_a_renamed_file_merges_under_its_new_name(repository: GitFolder) -> None:
    moved = "backlog/churn/CHURN-12-serve.md"
    repository.branch("side")
    repository.commit({PATH: None, moved: THEIRS})
    repository.checkout("main")
    repository.commit({PATH: OURS})
    by_merge(repository)
    assert (repository.root / moved).read_text() == MERGED


def test_a_clone_where_backlogue_is_gone_merges_as_text(
    repository: GitFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diverge(repository, OURS.replace("points: 3", "points: 5"), THEIRS.replace("points: 3", "points: 8"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "a 100% gone 'venv'" / "python"))
    repository.git("config", "--unset", "merge.backlogue.driver")
    assert set_up_driver(repository.root)
    for tool in ("git", "sh"):
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / tool).symlink_to(str(shutil.which(tool)))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    by_merge(repository)
    text = (repository.root / PATH).read_text()
    assert "points: 5\n" in text and "points: 8\n" in text and "<<<<<<<" in text


def test_a_driver_that_fails_inside_still_merges_as_text(tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, data in zip(names, (b"\xff\n", b"\xff\none\n", b"\xff\ntwo\n"), strict=True):
        path.write_bytes(data)
    words = ["merge-file", *map(str, names), "x.md", "9"]
    result = CliRunner().invoke(group, words, catch_exceptions=False, standalone_mode=False)
    assert result.return_value == 1
    assert names[1].read_bytes() == b"\xff\n<<<<<<<<< ours\none\n=========\ntwo\n>>>>>>>>> theirs\n"
    names[0].unlink()
    assert CliRunner().invoke(group, words, standalone_mode=False).return_value == 129
