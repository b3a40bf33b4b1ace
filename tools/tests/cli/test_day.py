"""The day that a plan is judged by: that of the last commit on any machine, and said where it is the clock's."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from repositories import GitFolder, make_repository

from backlogue.cli import group
from backlogue.cli.moment import zone_of
from backlogue.pipeline import read_project
from backlogue.world import clock
from backlogue.world.files import Folder
from backlogue.world.git_environment import CLEAN

ITEM = """---
id: A-1
type: story
title: One
status: todo
due: 2026-07-08
evidence: {recall: {json: eval.json, at_least: 0.5}}
---
"""


@pytest.fixture
def git(tmp_path: Path) -> GitFolder:
    made = make_repository(tmp_path)
    made.commit({"backlog/A-1.md": ITEM, "backlogue.yaml": "name: Test\n", "eval.json": '{"recall": 0.8}\n'})
    return made


def run(git: GitFolder, *arguments: str) -> Result:
    words = [*arguments, "--project", str(git.root)]
    return CliRunner().invoke(group, words, catch_exceptions=False, standalone_mode=False)


def listed_by(git: GitFolder) -> str:
    return str(json.loads(run(git, "list", "--format", "json").stdout)["today"])


@pytest.mark.parametrize(
    "written",
    ["time_zone: Europe/Berlin", "time_zone: Mars/Base", "time_zone: 5", "time_zone:", "time_zone: ''", "name: x", "[",
     "", "time_zone: UTC\nunknown: 1", "time_zone: [UTC]"],
)  # fmt: skip
def test_the_zone_is_the_one_that_the_whole_project_has(tmp_path: Path, written: str) -> None:
    """It is read without the types, which take their time."""
    (tmp_path / "backlogue.yaml").write_text(written + "\n", encoding="utf-8")
    assert zone_of(tmp_path) == read_project(Folder(tmp_path))[0].time_zone


def test_the_day_is_that_of_the_last_commit(git: GitFolder) -> None:
    assert listed_by(git) == "2026-07-07"
    git.commit({})
    assert listed_by(git) == "2026-07-08"
    assert run(git, "check").stderr == ""


def test_what_init_would_write_is_of_that_day_too(git: GitFolder) -> None:
    shown = CliRunner().invoke(group, ["init", str(git.root), "--with", "work", "--show"], standalone_mode=False)
    assert "from: 2026-07-07" in shown.stdout


@pytest.mark.parametrize(
    "command",
    [("check",), ("list",), ("show", "A-1"), ("set", "A-1", "status=ready"), ("new", "task", "--title", "Two"),
     ("evidence", "collect"), ("experiment", "ledger")],
)  # fmt: skip
def test_the_clock_decides_where_git_refuses_and_that_is_said_once(
    git: GitFolder, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setitem(CLEAN, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = [line for line in run(git, *command).stderr.splitlines() if "clock" in line]
    way_out = f"allow it with git config --global --add safe.directory '{git.root}'"
    assert said == [
        "The day is the clock's, not that of the last commit: git does not read this repository, which belongs to "
        f"another user; {way_out}"
    ]


def test_a_day_that_is_asked_for_is_no_matter_of_git(git: GitFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CLEAN, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert run(git, "check", "--today", "2026-07-07").stderr == ""


def test_nothing_is_said_where_there_is_no_repository(tmp_path: Path) -> None:
    plan = GitFolder(tmp_path / "plain")
    plan.write({"backlog/A-1.md": ITEM})
    assert run(plan, "check").stderr == ""


def test_evidence_is_read_on_the_day_of_the_project(git: GitFolder) -> None:
    """The two zones are 25 hours apart, and never have the same day."""
    days = []
    for zone in ("Pacific/Pago_Pago", "Pacific/Kiritimati"):
        git.write({"backlogue.yaml": f"name: Test\ntime_zone: {zone}\n"})
        run(git, "evidence", "collect")
        lock = git.root / "backlog/A-1.evidence.json"
        days.append(json.loads(lock.read_text())["evidence"]["recall"]["read"])
        lock.unlink()
    assert days[0] < days[1]


def test_the_clock_is_read_in_one_place_and_in_the_zone_asked_for() -> None:
    reading = re.compile(r"\bdatetime\.(utc)?now\(|\bdate\.today\(|\btime\.time\(")
    package = Path(clock.__file__).parents[1]
    assert [path.name for path in package.rglob("*.py") if reading.search(path.read_text("utf-8"))] == ["clock.py"]
    # Twenty-six hours lie between these two, so that it is never the same day in both.
    assert clock.clock_day("Pacific/Kiritimati") > clock.clock_day("Etc/GMT+12")
