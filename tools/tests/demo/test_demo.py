"""The demo's history: the same on every machine, true to the example, and with everything a team does to git."""

from pathlib import Path

import pytest
from repositories import GitFolder

import demo
from backlogue.chronicle import read_history
from backlogue.pipeline import compile_project
from backlogue.world.clock import day_of
from backlogue.world.repository import Repository
from backlogue.world.snapshot import Snapshot


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> GitFolder:
    """`make` itself fails when its last tree is not the example's."""
    root = tmp_path_factory.mktemp("demo") / "project"
    demo.make(root)
    return GitFolder(root)


def test_the_same_history_every_time(made: GitFolder, tmp_path: Path) -> None:
    demo.make(tmp_path / "again")
    assert GitFolder(tmp_path / "again").head == made.head


def test_several_people_branches_merges_and_reverts(made: GitFolder) -> None:
    assert len(set(made.git("log", "--format=%an").splitlines())) >= 8
    assert len(made.git("log", "--merges", "--format=%h").splitlines()) >= 5
    assert "Revert" in made.git("log", "--format=%s")
    assert "Change the scope" in made.git("log", "--format=%s")


def test_no_commit_comes_before_its_parent(made: GitFolder) -> None:
    times = [int(line) for line in made.git("log", "--first-parent", "--format=%ct").splitlines()]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("day", ["2026-07-03", "2026-07-20", "2026-08-07", "2026-09-14", "2026-10-09", "2026-11-06"])
def test_the_plan_could_be_read_on_any_day(made: GitFolder, day: str) -> None:
    """What a day's plan may be blamed for is what the story tells: work that waits, a promise that shifts."""
    repository = Repository(made.root)
    commit = repository.resolve_at(day, "UTC")
    found = compile_project(Snapshot(repository, commit), day_of(made.root, None, commit))
    codes = {one.code for one in found.diagnostics if one.severity.word == "error"}
    assert codes <= {"SPR109", "SPR113", "PLN113"}


def test_every_item_of_the_example_has_a_history(made: GitFolder) -> None:
    timeline = read_history(Repository(made.root), made.head)
    plan = compile_project(Snapshot(Repository(made.root), made.head), day_of(made.root)).plan
    for item in plan.items:
        assert timeline.spells(item.id, "status")[-1][1] == item.status
    moves = [len(timeline.spells(item.id, "status")) for item in plan.items if plan.category(item) == "done"]
    assert sum(count >= 3 for count in moves) > len(moves) / 2


def test_a_folder_of_somebody_else_is_not_made_anew(made: GitFolder, tmp_path: Path) -> None:
    own = tmp_path / "project"
    own.mkdir()
    (own / "thesis.md").write_text("Mine", encoding="utf-8")
    with pytest.raises(SystemExit, match="no demo made here"):
        demo.clear(own)
    assert (own / "thesis.md").is_file()
    demo.make(tmp_path / "again")
    demo.clear(tmp_path / "again")
    assert not (tmp_path / "again").exists()
    demo.clear(tmp_path / "again")
