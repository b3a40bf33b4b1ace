"""Repositories as other people make them: names of files that are no text, dates that no calendar has, own settings."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from repositories import GitFolder, item, make_repository

from backlogue.cli import group
from backlogue.world.clock import named_day
from backlogue.world.repository import Repository
from backlogue.world.revisions import main_line


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitFolder:
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(tmp_path / "cache"))
    made = make_repository(tmp_path / "project")
    made.commit({"plan/backlogue.yaml": "name: Odd\n", "plan/backlog/A-1.md": item("A-1")})
    return made


def run(git: GitFolder, *arguments: str) -> str:
    done = CliRunner().invoke(group, [*arguments, "--project", str(git.root / "plan")], standalone_mode=False)
    assert done.exception is None, done.exception
    return done.stdout


def test_names_of_files_that_are_no_text(git: GitFolder) -> None:
    start = git.head
    folder = os.fsencode(git.root / "plan" / "backlog")
    for name, text in ((b"A-2-\xff.md", "A-2"), (b"A-3-new\nline.md", "A-3"), (b"A-5-\x1b[31m.md", "A-5")):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(item(text, status="nope"))
    git.commit({"plan/backlog/A-4.md": item("A-4", title="Its own title")})
    told = json.loads(run(git, "diff", start, "--format", "json"))
    titles = {one["id"]: one["title"] for one in told["items"]}
    assert titles["A-4"] == "Its own title"
    assert titles["A-2"] == "Title of A-2"
    for form in ("text", "sarif", "json", "junit", "gitlab", "markdown"):
        assert "\x1b" not in run(git, "check", "--base", start, "--format", form), form
    assert "\x1b" not in run(git, "diff", start)


def test_a_commit_of_a_time_that_no_calendar_has(git: GitFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    git.commit({"plan/backlog/A-2.md": item("A-2")})
    tree, parent = git.git("rev-parse", "HEAD^{tree}"), git.head
    when = "A <a@b> 99999999999999 +0000"
    text = f"tree {tree}\nparent {parent}\nauthor {when}\ncommitter {when}\n\nFar\n"
    (git.root / "far").write_text(text, encoding="utf-8")
    git.git("update-ref", "HEAD", git.git("hash-object", "-t", "commit", "-w", "far"))
    (git.root / "far").unlink()
    assert json.loads(run(git, "check", "--format", "json"))["summary"]["items"] == 2
    newest = list(main_line(Repository(git.root / "plan"), "HEAD"))[-1]
    assert newest.at < 300_000_000_000
    assert json.loads(run(git, "log", "A-2", "--format", "json"))["events"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("log.showRoot", "false"), ("diff.relative", "true"), ("color.ui", "always"), ("log.showSignature", "true")],
)
def test_settings_that_people_make_for_their_own_eyes(git: GitFolder, key: str, value: str) -> None:
    start = git.head
    git.commit({"plan/backlog/A-2.md": item("A-2", depends_on="[A-1]"), "plan/backlog/A-1.md": item("A-1", team="x")})
    repository = Repository(git.root / "plan")

    def asked() -> tuple[object, ...]:
        return (
            [*main_line(repository, "HEAD")],
            repository.mentions("HEAD", ["A-1"]),
            repository.changed_files(start, "HEAD"),
        )

    before = asked()
    git.git("config", key, value)
    assert before[1] == ["backlog/A-1.md", "backlog/A-2.md"]
    assert asked() == before


def test_words_beyond_what_a_command_line_holds(git: GitFolder) -> None:
    words = [f"WORD-{number}" for number in range(90_000)]
    assert Repository(git.root / "plan").mentions("HEAD", [*words, "A-1"]) == ["backlog/A-1.md"]


def test_a_moment_is_a_day_only_as_it_is_documented() -> None:
    assert str(named_day("2026-11-23")) == "2026-11-23"
    for revision in ("20261123", "2026-W47-1", "9999-12-31", "0001-01-01", "2026-02-30", "2026-11-23 "):
        assert named_day(revision) is None
