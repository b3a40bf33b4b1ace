"""`backlogue set`: typed values, exact bytes, nothing written when something is wrong."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backlogue.cli.set_ import COMMAND

CONFIG = "teams: {churn: {prefix: CHURN, members: {alice: ux, bob: backend}}}\n"
ITEM = (
    "\ufeff---\r\n"
    "# the first line stays\r\n"
    "id: CHURN-1\r\n"
    "type:   story      # why so wide\r\n"
    "title: 'It''s here'\r\n"
    "status: todo\r\n"
    "team: churn\r\n"
    "estimate:\r\n"
    "    ux: 2   # two days\r\n"
    "labels:\r\n"
    "- api   # public\r\n"
    "- größer\r\n"
    "---\r\n"
    "Text with trailing space \r\n\r\nlast line, no end"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "backlog").mkdir()
    (tmp_path / "backlogue.yaml").write_text(CONFIG, "utf-8")
    (tmp_path / "backlog" / "CHURN-1-here.md").write_bytes(ITEM.encode())
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        COMMAND, [*arguments, "--project", str(root), "--today", "2026-07-06"], standalone_mode=False
    )


def text(root: Path) -> str:
    return (root / "backlog" / "CHURN-1-here.md").read_bytes().decode()


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (["points=5"], "team: churn\r\n", "team: churn\r\npoints: 5\r\n"),
        (["title=It's 3: o'clock"], "'It''s here'", "'It''s 3: o''clock'"),
        (["title=2026"], "'It''s here'", "'2026'"),
        (["status=ready"], "status: todo", "status: ready"),
        (["estimate.ux=3"], "    ux: 2   # two", "    ux: 3   # two"),
        (["estimate.backend=0.5"], "# two days\r\n", "# two days\r\n    backend: 0.5\r\n"),
        (["estimate="], "estimate:\r\n    ux: 2   # two days\r\n", ""),
        (["--unset", "estimate.ux"], "estimate:\r\n    ux: 2   # two days\r\n", ""),
        (["labels+=new"], "- größer\r\n", "- größer\r\n- new\r\n"),
        (["labels+=api"], "", ""),
        (["labels-=api"], "- api   # public\r\n", ""),
        (["labels=größer,x"], "- api   # public\r\n- größer\r\n", "- größer\r\n- x\r\n"),
        (["depends_on=[CHURN-2,CHURN-3]", "--force"], "- größer\r\n", "- größer\r\ndepends_on: [CHURN-2, CHURN-3]\r\n"),
        (["due=2026-08-01"], "- größer\r\n", "- größer\r\ndue: 2026-08-01\r\n"),
        (["owner=alice", "priority=high"], "team: churn\r\n", "team: churn\r\nowner: alice\r\npriority: high\r\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_only_the_asked_bytes_change(root: Path, words: list[str], old: str, new: str) -> None:
    result = run(root, "CHURN-1", *words)
    assert result.exception is None
    assert result.return_value == 0, result.output
    assert text(root) == ITEM.replace(old, new, 1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["status=dnoe"], "did you mean done?"),
        (["points=five"], "points should be a number, not 'five'"),
        (["tem=churn"], "did you mean team?"),
        (["title="], "title is missing"),
        (["due=2026-02-30"], "due should be a day that exists"),
        (["type=stroy"], "did you mean story?"),
        (["labels-=apj"], "labels does not hold apj"),
        (["team+=x"], "team"),
        (["depends_on=CHURN-9"], "depends on CHURN-9, which no file defines"),
        (["points=-1"], "points"),
        (["estimate=[1"], "estimate"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_value_is_told_and_nothing_is_written(root: Path, words: list[str], told: str) -> None:
    result = run(root, "CHURN-1", "owner=bob", *words)
    assert result.exception is None
    assert result.return_value == 1
    assert told in result.output
    assert "Nothing was written" in result.output
    assert text(root) == ITEM


@pytest.mark.parametrize("words", [["CHURN-2", "points=1"], ["CHURN-1"], ["CHURN-1", "points"], ["CHURN-1", "=x"]])
def test_wrong_arguments_exit_with_2(root: Path, words: list[str]) -> None:
    result = CliRunner().invoke(COMMAND, [*words, "--project", str(root)])
    assert result.exit_code == 2
    assert text(root) == ITEM


def test_a_dry_run_shows_the_change_and_writes_nothing(root: Path) -> None:
    result = run(root, "CHURN-1", "status=ready", "--dry-run")
    assert "-status: todo\n+status: ready\n" in result.output
    assert text(root) == ITEM


def test_the_mode_of_the_file_stays_and_no_draft_is_left(root: Path) -> None:
    path = root / "backlog" / "CHURN-1-here.md"
    path.chmod(0o640)
    assert run(root, "CHURN-1", "points=1", "--quiet").output == ""
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["CHURN-1-here.md"]


def test_a_symbolic_link_is_not_written_through(root: Path) -> None:
    path = root / "backlog" / "CHURN-1-here.md"
    real = root / "real.md"
    os.replace(path, real)
    path.symlink_to(real)
    result = run(root, "CHURN-1", "points=1")
    assert result.return_value == 1
    assert "symbolic link" in result.output
    assert real.read_bytes().decode() == ITEM


def test_a_file_with_another_fault_can_be_mended_key_by_key(root: Path) -> None:
    path = root / "backlog" / "CHURN-1-here.md"
    path.write_bytes(ITEM.replace("team: churn", "team: churn\r\npoints: many\r\ndue: soon").encode())
    assert run(root, "CHURN-1", "points=3").return_value == 0
    assert run(root, "CHURN-1", "due=2026-08-01").return_value == 0
    assert text(root) == ITEM.replace("team: churn", "team: churn\r\npoints: 3\r\ndue: 2026-08-01")


def test_an_alias_that_a_change_would_break_is_refused(root: Path) -> None:
    path = root / "backlog" / "CHURN-1-here.md"
    odd = "---\nid: CHURN-1\ntype: story\ntitle: x\nstatus: todo\nlabels: &l [a]\ndepends_on: []\nwith: *l\n---\n"
    path.write_text(odd, "utf-8")
    result = run(root, "CHURN-1", "labels=")
    assert result.return_value == 1
    assert "cannot be changed without touching other keys" in result.output
    assert path.read_text("utf-8") == odd


def test_a_guarded_state_is_refused_until_its_scorecard_passes(root: Path) -> None:
    (root / "backlogue.yaml").write_text(
        CONFIG + "scorecards: {release: {measures: {runbook: {text: Runbook, check: person, must_have: true}}}}\n"
        "workflows: {default: {states: {todo: todo, canary: doing, done: done}, guards: {canary: release@canary}}}\n",
        "utf-8",
    )
    refused = run(root, "CHURN-1", "status=canary")
    assert refused.return_value == 1
    assert "SCO101 CHURN-1 is canary and does not pass release@canary: runbook: no evidence is named" in refused.output
    assert "--force" in refused.output
    assert text(root) == ITEM
    signed = ("evidence.runbook.by=bob", "evidence.runbook.on=2026-07-03")
    assert run(root, "CHURN-1", "status=canary", *signed).return_value == 0
    # What is wrong already is no matter of a change elsewhere.
    assert run(root, "CHURN-1", "evidence=", "points=3").return_value == 0
    assert run(root, "CHURN-1", "status=todo").return_value == 0
    assert run(root, "CHURN-1", "status=canary", "--force").return_value == 0
